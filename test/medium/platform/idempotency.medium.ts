import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asOwner, sessionOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';

let test: TestApp;
let admin: TestActor;

beforeAll(async () => {
  test = await startTestApp();
  admin = await sessionOf(test, [{ role: 'admin', territories: ['DE'] }]);
});
afterAll(() => test.close());

const post = (path: string, key: string, payload: object, actor = admin) =>
  test.app.inject({
    method: 'POST',
    url: `/api/v1${path}`,
    headers: { ...actor.headers, 'idempotency-key': key },
    payload,
  });
const subject = (name: string) => ({
  apiVersion: 'leitstand/v1',
  kind: 'Subject',
  metadata: { name },
  spec: { type: 'service', territory: 'DE' },
});
const audited = (action: string) =>
  asOwner(test, async (client) =>
    Number(
      (await client.query('select count(*) from audit_events where action = $1', [action])).rows[0]
        .count,
    ),
  );
const token = { name: 'ci', scopes: ['slo:read'], territories: ['DE'], expiresAt: null };

describe('a POST with an Idempotency-Key', () => {
  it('is carried out once; a repeat gets the first answer', async () => {
    const first = await post('/catalog/apply', 'once', subject('once'));
    const again = await post('/catalog/apply', 'once', subject('once'));
    expect(first.json().documents[0].outcome).toBe('created');
    expect([again.statusCode, again.json(), again.headers['idempotency-replayed']]).toEqual([
      200,
      first.json(),
      'true',
    ]);
    expect(await audited('subject.created')).toBe(1);
  });

  it('cannot take the key of another request, but that of another person', async () => {
    const other = await post('/catalog/apply', 'once', subject('other'));
    expect([other.statusCode, other.json().code]).toEqual([409, 'conflict']);
    const editor = await sessionOf(test, [{ role: 'editor', territories: ['DE'] }]);
    expect(
      (await post('/catalog/apply', 'once', subject('another'), editor)).json().documents[0]
        .outcome,
    ).toBe('created');
  });

  it('sent twice at once is carried out once', async () => {
    const answers = await Promise.all([
      post('/catalog/apply', 'race', subject('race')),
      post('/catalog/apply', 'race', subject('race')),
    ]);
    const codes = answers.map(({ statusCode }) => statusCode).sort((a, b) => a - b);
    expect([
      [200, 200],
      [200, 409],
    ]).toContainEqual(codes);
    expect(
      await asOwner(
        test,
        async (client) =>
          (await client.query(`select version from subjects where slug = 'race'`)).rows,
      ),
    ).toEqual([{ version: 1 }]);
    expect(
      (
        await asOwner(test, (client) =>
          client.query(`select 1 from audit_events where target_id = 'race'`),
        )
      ).rowCount,
    ).toBe(1);
  });

  it('may be tried again with the same key after it was refused', async () => {
    const bad = { ...subject('again'), spec: { type: 'service', territory: 'XX' } };
    expect((await post('/catalog/apply', 'again', bad)).statusCode).toBe(403);
    expect((await post('/catalog/apply', 'again', subject('again'))).statusCode).toBe(200);
  });

  it('says whether one is to wait or to look, when the first one was cut off', async () => {
    await post('/catalog/apply', 'cut', subject('cut'));
    const cutOff = (age: string) =>
      asOwner(test, (client) =>
        client.query(
          `update idempotency_keys set status = null, body = null, commits = '{}', created_at = now() - $1::interval where key = 'cut'`,
          [age],
        ),
      );
    await cutOff('10 seconds');
    const running = await post('/catalog/apply', 'cut', subject('cut'));
    expect([running.statusCode, running.json().code]).toEqual([409, 'request-running']);
    const wait = Number(running.headers['retry-after']);
    expect([wait > 0, wait <= 60]).toEqual([true, true]);
    await cutOff('2 minutes');
    const unknown = await post('/catalog/apply', 'cut', subject('cut'));
    expect([unknown.statusCode, unknown.json().code]).toEqual([409, 'outcome-unknown']);
    expect(unknown.headers['retry-after']).toBeUndefined();
  });

  it('never keeps a secret: the repeat is told that it is gone', async () => {
    const made = await post('/tokens', 'secret', token);
    expect(made.statusCode).toBe(201);
    const repeat = await post('/tokens', 'secret', token);
    expect([repeat.statusCode, repeat.json().code]).toEqual([410, 'gone']);
    expect(await audited('token.created')).toBe(1);
    const stored = await asOwner(test, async (client) =>
      JSON.stringify((await client.query('select * from idempotency_keys')).rows),
    );
    expect(stored).not.toContain(made.json().token);
  });

  it('forgets keys after a day', async () => {
    await asOwner(test, (client) =>
      client.query(`update idempotency_keys set created_at = now() - interval '25 hours'`),
    );
    expect(
      (await post('/catalog/apply', 'once', subject('another-day'))).json().documents[0].outcome,
    ).toBe('created');
    const { rows } = await asOwner(test, (client) =>
      client.query('select key from idempotency_keys'),
    );
    expect(rows).toEqual([{ key: 'once' }]);
  });

  it('is refused when the key is no visible text', async () => {
    const answer = await post('/catalog/apply', 'ü', subject('never'));
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'validation-failed']);
  });
});
