import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { asOwner, sessionOf, type TestActor } from '../../harness/actors.js';
import { Gate } from '../../harness/gate.js';
import { until } from '../../harness/until.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';

/** What the transaction that declares says, and no other. */
const word = 'incident.declared';

let test: TestApp;
let admin: TestActor;
let gate: Gate;

beforeAll(async () => {
  const before = await Gate.before(process.env.LEITSTAND_TEST_POSTGRES_URL ?? '');
  ({ gate } = before);
  test = await startTestApp({}, ({ appUrl }) => {
    const url = new URL(appUrl);
    url.host = new URL(before.url).host;
    return { LEITSTAND_DATABASE_URL: url.toString() };
  });
  admin = await sessionOf(test, [{ role: 'admin', territories: ['DE'] }]);
});
afterAll(async () => {
  await test.close();
  await gate.close();
});

let key: string;
let title: string;
beforeEach(() => {
  gate.open();
  [key, title] = [randomUUID(), `Outage ${randomUUID()}`];
});

const declare = () =>
  test.app.inject({
    method: 'POST',
    url: '/api/v1/incidents',
    headers: { ...admin.headers, 'idempotency-key': key },
    payload: { title, severity: 'ticket', territory: 'DE' },
  });
const kept = () =>
  asOwner(test, async (client) =>
    Number(
      (await client.query('select count(*) from incidents where title = $1', [title])).rows[0]
        .count,
    ),
  );
const taken = () =>
  asOwner(test, async (client) =>
    Number(
      (await client.query('select count(*) from idempotency_keys where key = $1', [key])).rows[0]
        .count,
    ),
  );
const aMinuteLater = () =>
  asOwner(test, (client) =>
    client.query(
      `update idempotency_keys set created_at = created_at - interval '2 minutes' where key = $1`,
      [key],
    ),
  );

describe('a write of which the answer to COMMIT is lost', () => {
  it('is found to be done, and answered as if nothing had been', async () => {
    gate.cutAtCommit({ word, at: 'unheard' });
    const first = await declare();
    expect([first.statusCode, await kept()]).toEqual([201, 1]);
    const again = await declare();
    expect([again.statusCode, again.json(), again.headers['idempotency-replayed']]).toEqual([
      201,
      first.json(),
      'true',
    ]);
    expect(await kept()).toBe(1);
  });

  it('is not done again when nobody can be asked what became of it', async () => {
    gate.cutAtCommit({ word, at: 'unheard', shuts: true });
    const first = await declare();
    expect([first.statusCode, first.json().code]).toEqual([503, 'dependency-unavailable']);
    expect(first.json().detail).toContain('did not say whether');
    gate.open();
    const running = await declare();
    expect([running.statusCode, running.json().code]).toEqual([409, 'request-running']);
    await aMinuteLater();
    const again = await declare();
    expect([again.statusCode, again.json().code]).toEqual([410, 'gone']);
    expect(await kept()).toBe(1);
  });

  it('is done again when the COMMIT never arrived', async () => {
    gate.cutAtCommit({ word, at: 'before' });
    expect((await declare()).statusCode).toBe(503);
    expect(await kept()).toBe(0);
    const again = await declare();
    expect([again.statusCode, again.headers['idempotency-replayed']]).toEqual([201, undefined]);
    expect(await kept()).toBe(1);
  });
});

describe('a write whose COMMIT is still on its way when it is asked what became of it', () => {
  it('is not done any more once it was said to be undone', async () => {
    gate.cutAtCommit({ word, at: 'held' });
    expect((await declare()).statusCode).toBe(503);
    await gate.deliver();
    expect(await kept()).toBe(0);
    const again = await declare();
    expect([again.statusCode, again.headers['idempotency-replayed']]).toEqual([201, undefined]);
    expect(await kept()).toBe(1);
  });

  it('is not done beside its repeat under the same key', async () => {
    gate.cutAtCommit({ word, at: 'held' });
    expect((await declare()).statusCode).toBe(503);
    const again = declare();
    await until('the repeat has taken the key', async () => (await taken()) === 1);
    await gate.deliver();
    expect((await again).statusCode).toBe(201);
    expect(await kept()).toBe(1);
  });
});

describe('a write that was committed, and whose answer could not be read', () => {
  it('is not done again', async () => {
    gate.cutAtCommit({ word, at: 'heard', shuts: true });
    expect((await declare()).statusCode).toBe(503);
    gate.open();
    await aMinuteLater();
    const again = await declare();
    expect([again.statusCode, again.json().code]).toEqual([410, 'gone']);
    expect(await kept()).toBe(1);
  });
});
