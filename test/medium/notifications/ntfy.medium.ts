import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { asOwner, type TestActor } from '../../harness/actors.js';
import type { TestApp } from '../../harness/test-app.js';
import { TestNtfy } from '../../harness/test-ntfy.js';
import { OwnWays, type OwnMethod } from './own-ways.js';

const trusted = new TestNtfy();
const foreign = new TestNtfy();
let origins: { trusted: string; foreign: string };
let ways: OwnWays;
let test: TestApp;
let ada: TestActor;

beforeAll(async () => {
  origins = { trusted: await trusted.open(), foreign: await foreign.open() };
  ways = await OwnWays.begin({
    LEITSTAND_SMTP_URL: '',
    LEITSTAND_PUBLIC_URL: 'http://desk.example',
    LEITSTAND_NTFY_SERVERS: origins.trusted.replace('http://', 'http://:tk_secret@'),
    LEITSTAND_OUTBOUND_ALLOW: new URL(origins.foreign).host,
  });
  ({ test } = ways);
}, 60_000);
beforeEach(async () => {
  for (const server of [trusted, foreign])
    Object.assign(server, { refuses: null, redirects: null, isSilent: false });
  for (const server of [trusted, foreign]) server.published.splice(0);
  ada = await ways.newcomer();
});
afterAll(async () => {
  await ways.close();
  await trusted.close();
  await foreign.close();
});

const call = (method: 'GET' | 'POST' | 'DELETE', path: string, payload?: object, who = ada) =>
  ways.call(method, `/me${path}`, payload, who);
const send = () => ways.send();
const shift = (interval: string) =>
  asOwner(test, (client) =>
    client.query(
      `insert into clock_shift (shift) values ($1) on conflict (only_row) do update set shift = clock_shift.shift + excluded.shift`,
      [interval],
    ),
  );
const add = async (server?: string) => {
  const answer = await call('POST', '/methods', { kind: 'ntfy', ...(server ? { server } : {}) });
  return { status: answer.statusCode, ...answer.json<OwnMethod>() };
};
const ntfyOf = (id: string) => ways.one(id);
/** Presses the button of the newest message, as the app of ntfy would. */
const press = async (server: TestNtfy) => {
  const action = server.published.at(-1)?.actions[0];
  const { statusCode } = await test.app.inject({
    method: 'POST',
    url: new URL(action?.url ?? '').pathname,
    headers: { ...action?.headers, host: 'desk.example' },
    payload: action?.body ?? '',
  });
  return statusCode;
};
const verified = async (server?: string) => {
  const { id } = await add(server);
  await send();
  const at = server === origins.foreign ? foreign : trusted;
  expect(await press(at)).toBe(200);
  at.published.splice(0);
  return id;
};

describe('a topic of ntfy', () => {
  it('is one of my ways once I pressed in the message that was sent there, and nobody guesses its name', async () => {
    expect((await call('GET', '/methods')).json()).toMatchObject({ unreachable: 'no-mail-server' });
    const { status, id, address } = await add();
    expect([status, address]).toEqual([
      201,
      expect.stringMatching(new RegExp(`^${origins.trusted}/leitstand-[0-9a-f]{32}$`)),
    ]);
    expect((await call('POST', '/test-message')).statusCode).toBe(409);
    await send();
    expect(trusted.published).toEqual([
      expect.objectContaining({ topic: address.split('/').at(-1), priority: 3 }),
    ]);
    expect(trusted.credentials.at(-1)).toBe(
      `Basic ${Buffer.from(':tk_secret').toString('base64')}`,
    );
    expect((await ntfyOf(id))?.verifiedAt).toBeNull();
    expect(await press(trusted)).toBe(200);
    expect((await call('GET', '/methods')).json()).toMatchObject({ unreachable: null });
    expect(await press(trusted)).toBe(410);
    expect((await call('POST', '/test-message')).json()).toEqual({ methods: 1 });
    await send();
    expect(trusted.published.at(-1)).toMatchObject({ title: 'Test message from Leitstand' });
    expect((await ntfyOf(id))?.lastAttempt?.outcome).toBe('accepted');
  });

  it('is proven by the code in the message as well, where the button leads nowhere', async () => {
    const { id } = await add();
    await send();
    const code = /^\d{6}$/m.exec(trusted.published.at(-1)?.message ?? '')?.[0];
    expect((await call('POST', `/methods/${id}/verification`, { code })).statusCode).toBe(200);
  });

  it('is not proven by a message that is too old, by another button, or by a token that nobody sent', async () => {
    await add();
    await send();
    await shift('10 minutes');
    expect(await press(trusted)).toBe(410);
    const { statusCode } = await test.app.inject({
      method: 'POST',
      url: '/api/v1/method-confirmations',
      headers: { host: 'desk.example' },
      payload: { token: 'A'.repeat(64) },
    });
    expect(statusCode).toBe(404);
  });

  it('on a server that the operator does not know is taken with its test, and told no password', async () => {
    const { address } = await add(origins.foreign);
    expect(address).toContain(origins.foreign);
    await send();
    expect(foreign.published).toHaveLength(1);
    expect(foreign.credentials).toEqual([undefined]);
  });

  it.each([
    ['a path', 'https://ntfy.example/topic'],
    ['a password', 'https://a:b@ntfy.example'],
    ['another scheme', 'ftp://ntfy.example'],
  ])('is not on a server with %s', async (_, server) => {
    expect((await add(server)).status).toBe(400);
  });

  it('leads nowhere into a network of our own, and is not tried again there', async () => {
    const { id } = await add('http://127.0.0.1:9');
    await send();
    expect((await ntfyOf(id))?.lastAttempt?.outcome).toBe('refused');
    const { rows } = await asOwner(test, (client) =>
      client.query<{ detail: string }>(
        `select a.detail from notification_attempts a join notifications n on n.id = a.notification_id
          where n.method_id = $1 and a.what = 'refused'`,
        [id],
      ),
    );
    expect(rows).toEqual([{ detail: expect.stringContaining('LEITSTAND_OUTBOUND_ALLOW') }]);
  });

  it('is told nothing elsewhere, where its server sends us', async () => {
    const id = await verified(origins.foreign);
    foreign.redirects = `${origins.trusted}/`;
    await call('POST', '/test-message');
    await send();
    expect(trusted.published).toEqual([]);
    expect((await ntfyOf(id))?.lastAttempt?.outcome).toBe('refused');
  });

  it.each([
    [503, 'failed', 'retry_wait'],
    [429, 'failed', 'retry_wait'],
    [403, 'refused', 'failed'],
  ])('whose server answers %d has %s, and stands in %s', async (status, outcome, state) => {
    const id = await verified();
    trusted.refuses = status;
    await call('POST', '/test-message');
    await send();
    const method = await ntfyOf(id);
    expect([method?.lastAttempt?.outcome, method?.verifiedAt !== null]).toEqual([outcome, true]);
    const { rows } = await asOwner(test, (client) =>
      client.query<{ state: string }>(
        `select state from notifications where method_id = $1 and kind = 'test'`,
        [id],
      ),
    );
    expect(rows).toEqual([{ state }]);
  });

  it('is kept sealed: no row, no record and no event names it, and nothing of it is left once it was removed', async () => {
    const id = await verified();
    const topic = (await ntfyOf(id))?.address.split('/').at(-1) ?? 'none';
    const rows = await asOwner(test, async (client) => {
      const all: string[] = [];
      for (const table of [
        'contact_methods',
        'notifications',
        'notification_attempts',
        'outbox',
        'audit_events',
      ])
        for (const row of (await client.query<object>(`select * from ${table}`)).rows)
          all.push(JSON.stringify(row));
      return all.join('\n');
    });
    expect(rows).toContain(id);
    expect(rows).not.toContain(topic);
    const { rows: ways } = await asOwner(test, (client) =>
      client.query<{ sealed: Buffer }>('select sealed from contact_methods where id = $1', [id]),
    );
    expect(ways[0]?.sealed.toString('latin1')).not.toContain(topic);
    expect((await call('DELETE', `/methods/${id}`)).statusCode).toBe(204);
    const { rows: left } = await asOwner(test, (client) =>
      client.query('select sealed, address_key from contact_methods where id = $1', [id]),
    );
    expect(left).toEqual([{ sealed: null, address_key: null }]);
  });

  it('that was sealed under another secret has to be made anew, and its owner is told by the others', async () => {
    const first = await verified();
    const second = await verified();
    await asOwner(test, (client) =>
      client.query(`update contact_methods set sealed = 'x' where id = $1`, [first]),
    );
    await call('POST', '/test-message');
    await send();
    expect((await ntfyOf(first))?.verifiedAt).toBeNull();
    await send();
    expect(trusted.published.map(({ title }) => title).toSorted()).toEqual([
      'One way to you leads nowhere any more',
      'Test message from Leitstand',
    ]);
    expect((await ntfyOf(second))?.lastAttempt?.outcome).toBe('accepted');
  });
});
