import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { asOwner } from '../../harness/actors.js';
import type { TestApp } from '../../harness/test-app.js';
import { OwnWays } from './own-ways.js';

/** A program of somebody's own: keeps what it is posted, and answers as it is told. */
const posts: { headers: Record<string, unknown>; body: string }[] = [];
let status = 204;
const program = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    posts.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
    response.writeHead(status).end();
  });
});
let origin: string;
let ways: OwnWays;
let test: TestApp;

beforeAll(async () => {
  await new Promise<void>((resolve) => program.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(program.address() as AddressInfo).port}`;
  ways = await OwnWays.begin({
    LEITSTAND_SMTP_URL: '',
    LEITSTAND_OUTBOUND_ALLOW: new URL(origin).host,
  });
  ({ test } = ways);
}, 60_000);
beforeEach(async () => {
  posts.splice(0);
  status = 204;
  await ways.newcomer();
});
afterAll(async () => {
  await ways.close();
  program.closeAllConnections();
  await new Promise((resolve) => program.close(resolve));
});

const call = (method: 'GET' | 'POST', path: string, payload?: object) =>
  ways.call(method, `/me${path}`, payload);
const send = () => ways.send();
interface Added {
  readonly id: string;
  readonly address: string;
  readonly secret: string;
}
const add = async (url = `${origin}/hook/very-secret?key=7`) =>
  (await call('POST', '/methods', { kind: 'webhook', url })).json<Added>();
const verified = async () => {
  const added = await add();
  await send();
  const code = /\b\d{6}\b/.exec(posts.at(-1)?.body ?? '')?.[0];
  const answer = await call('POST', `/methods/${added.id}/verification`, { code });
  expect(answer.statusCode).toBe(200);
  posts.splice(0);
  return added;
};
const own = (id: string) => ways.one(id);

describe('a program of my own', () => {
  it('is one of my ways once it was posted a code, and knows by the signature that it was us', async () => {
    const { id, address, secret } = await add();
    expect([address, secret]).toEqual([
      `${origin}/…`,
      expect.stringMatching(/^whsec_[\w+/]{43}=$/),
    ]);
    await send();
    const [post] = posts;
    const { 'webhook-id': message, 'webhook-timestamp': at } = post?.headers ?? {};
    const mac = createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64'))
      .update(`${String(message)}.${String(at)}.${post?.body}`)
      .digest('base64');
    expect(post?.headers['webhook-signature']).toBe(`v1,${mac}`);
    const body = JSON.parse(post?.body ?? '{}') as { id: string; type: string; lines: string[] };
    expect([body.id, body.type]).toEqual([message, 'verification']);
    const code = body.lines.find((line) => /^\d{6}$/.test(line));
    await call('POST', `/methods/${id}/verification`, { code });
    expect((await call('GET', '/methods')).json()).toMatchObject({ unreachable: null });
  });

  it('has its secret told once, and it stands in no row, nor does its path', async () => {
    const { id, secret } = await verified();
    expect((await call('GET', '/methods')).body).not.toContain('whsec_');
    const rows = await asOwner(test, async (client) => {
      const all: string[] = [];
      for (const table of [
        'contact_methods',
        'notifications',
        'notification_attempts',
        'outbox',
        'audit_events',
        'idempotency_keys',
      ])
        for (const row of (await client.query<object>(`select * from ${table}`)).rows)
          all.push(JSON.stringify(row));
      return all.join('\n');
    });
    expect(rows).toContain(id);
    expect(rows).not.toMatch(/very-secret|whsec_/);
    expect(rows).not.toContain(secret);
    const { rows: ways } = await asOwner(test, (client) =>
      client.query<{ sealed: Buffer }>('select sealed from contact_methods where id = $1', [id]),
    );
    expect(ways[0]?.sealed.toString('latin1')).not.toMatch(/very-secret|whsec_/);
  });

  it.each([
    [204, 'accepted', true],
    [500, 'failed', true],
    [429, 'failed', true],
    [302, 'refused', true],
    [400, 'refused', true],
    [410, 'refused', false],
  ])('that answers %d has %s, and stays one of my ways: %s', async (answer, outcome, stays) => {
    const { id } = await verified();
    status = answer;
    await call('POST', '/test-message');
    await send();
    const method = await own(id);
    expect([method?.lastAttempt?.outcome, method?.verifiedAt !== null]).toEqual([outcome, stays]);
  });

  it.each([
    'http://127.0.0.1:9/',
    'http://localhost:9/',
    'http://[::1]:9/',
    'http://2130706433:9/',
  ])('is not on this machine, whatever it is called: %s', async (url) => {
    const { id } = await add(url);
    await send();
    expect((await own(id))?.lastAttempt?.outcome).toBe('refused');
  });

  it.each(['ftp://example.org/', 'https://a:b@example.org/', 'example.org'])(
    'has an address of the web, without a password: %s',
    async (url) => {
      expect((await call('POST', '/methods', { kind: 'webhook', url })).statusCode).toBe(400);
    },
  );
});
