import { afterEach, describe, expect, it } from '@jest/globals';
import { register } from 'prom-client';
import { RecordSignInFailures } from '../../../apps/api/src/access/use-cases/record-sign-in-failures.js';
import { Identity } from '../../../apps/api/src/access/identity/identity.js';
import { JobQueue } from '../../../apps/api/src/platform/queue/job-queue.js';
import { asOwner, sessionOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { until } from '../../harness/until.js';

// Addresses are this file's own (198.18.0.0/15): Redis counts for all tests.
const RIGHT = 'a password that is right';

let test: TestApp;
let anna: TestActor;
afterEach(() => test.close());

/** A person with a password, where the default limits hold but the one on all requests. */
const start = async () => {
  test = await startTestApp({ LEITSTAND_RATE_LIMIT: '1200' });
  await until('redis is there', () => test.app.get(JobQueue).redis.status === 'ready');
  anna = await sessionOf(test, [{ role: 'viewer', territories: ['CH'] }], 'Anna');
  const hash = await test.app.get(Identity, { strict: false }).hashPassword(RIGHT);
  await asOwner(test, (client) =>
    client.query(
      `insert into auth_accounts (id, account_id, provider_id, user_id, password, created_at, updated_at)
         values (gen_random_uuid(), $1::text, 'credential', $1::uuid, $2, now(), now())`,
      [anna.userId, hash],
    ),
  );
};
const signIn = (
  ip: string,
  { email = anna.email, password = 'wrong', cookie = '' }: Record<string, string> = {},
) =>
  test.app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    payload: { email, password },
    headers: { 'x-forwarded-for': ip, ...(cookie ? { cookie } : {}) },
  });
const deviceOf = (answer: { headers: Record<string, unknown> }) =>
  [answer.headers['set-cookie'] ?? []]
    .flat()
    .map((cookie) => String(cookie))
    .find((cookie) => cookie.startsWith('leitstand.device='));
const events = (action: string) =>
  asOwner(test, async (client) => {
    const { rows } = await client.query<{
      target_name: string | null;
      territory: string | null;
      ip: string | null;
      after: { failures?: number; retryAfterSeconds?: number } | null;
    }>(
      'select target_name, territory, ip, after from audit_events where action = $1 order by seq',
      [action],
    );
    return rows;
  });
const attempts = async (outcome: string) => {
  const metric = await register.getSingleMetricAsString('leitstand_sign_in_attempts_total');
  return Number(new RegExp(`by="password",outcome="${outcome}"} (\\d+)`).exec(metric)?.[1]);
};

describe('guesses at one account', () => {
  it('are slowed down wherever they come from: of 100 from 100 addresses a handful is looked at, and then the right one is not', async () => {
    await start();
    const codes: number[] = [];
    for (let n = 0; n < 100; n += 1) codes.push((await signIn(`198.18.1.${n}`)).statusCode);
    // Ten are free, and one more every ten, twenty, forty seconds that this takes.
    const looked = codes.filter((code) => code === 401).length;
    expect(looked).toBeGreaterThanOrEqual(11);
    expect(looked).toBeLessThanOrEqual(14);
    const right = await signIn('198.18.1.200', { password: RIGHT });
    expect(right.json()).toMatchObject({ status: 429, code: 'rate-limited' });
    expect(Number(right.headers['retry-after'])).toBeLessThanOrEqual(300);
  });

  it('that all come at once get no further', async () => {
    await start();
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, n) => signIn(`198.18.2.${n}`)),
    );
    expect(answers.filter(({ statusCode }) => statusCode === 401)).toHaveLength(11);
  });

  it('keep nobody out of a browser from which the account was signed in to before', async () => {
    await start();
    const first = await signIn('198.18.3.40', { password: RIGHT });
    expect(first.statusCode).toBe(200);
    const cookie = deviceOf(first) ?? '';
    expect(cookie).toMatch(/; Path=\/api\/auth\/sign-in; Max-Age=\d+; HttpOnly; SameSite=Lax$/);
    for (let n = 0; n < 40; n += 1) await signIn(`198.18.1.${n}`);
    const known = { cookie: cookie.split(';')[0] ?? '' };
    const again = await signIn('198.18.3.41', { ...known, password: RIGHT });
    expect([again.statusCode, deviceOf(again)]).toEqual([200, undefined]);
    expect((await signIn('198.18.3.42', { password: RIGHT })).statusCode).toBe(429);
    // It is proof for this account only, and cannot be made up.
    const forged = { cookie: `leitstand.device=${'a'.repeat(22)}.${'b'.repeat(43)}` };
    expect((await signIn('198.18.3.43', { ...forged, password: RIGHT })).statusCode).toBe(429);
    expect(
      (await test.app.inject({ method: 'GET', url: '/api/v1/me', headers: anna.headers }))
        .statusCode,
    ).toBe(200);
  });

  it('with a browser’s cookie are slowed down as well', async () => {
    await start();
    const cookie =
      (deviceOf(await signIn('198.18.3.40', { password: RIGHT })) ?? '').split(';')[0] ?? '';
    const codes: number[] = [];
    for (let n = 0; n < 12; n += 1)
      codes.push((await signIn(`198.18.3.${60 + n}`, { cookie })).statusCode);
    expect(codes.filter((code) => code === 401)).toHaveLength(6);
  });

  it('do not count when they are right', async () => {
    await start();
    for (let n = 0; n < 15; n += 1)
      expect((await signIn(`198.18.3.${n}`, { password: RIGHT })).statusCode).toBe(200);
  });
});

describe('the trail', () => {
  it('tells of the first failure and of a lock, and when the quarter of an hour is over of the sum', async () => {
    await start();
    const before = { failed: await attempts('failed'), refused: await attempts('refused') };
    const quarter = `date_bin('15 minutes', now(), timestamptz '2000-01-01') - now()`;
    await asOwner(test, (client) =>
      client.query(`insert into clock_shift (shift) values (${quarter} + interval '1 minute')`),
    );
    const codes: number[] = [];
    for (let n = 0; n < 20; n += 1) codes.push((await signIn(`198.18.1.${n}`)).statusCode);
    const looked = codes.filter((code) => code === 401).length;
    for (const n of [1, 2, 3]) await signIn('198.18.3.77', { email: `nobody-${n}@example.org` });
    await until('the lock is on record', async () => (await events('session.locked')).length > 0);
    await test.app.get(RecordSignInFailures, { strict: false }).beforeApplicationShutdown();
    const failed = await events('session.failed');
    expect(failed).toHaveLength(2);
    expect(failed).toContainEqual({
      target_name: 'Anna',
      territory: 'CH',
      ip: '198.18.1.0',
      after: null,
    });
    expect(failed).toContainEqual({
      target_name: null,
      territory: null,
      ip: '198.18.3.77',
      after: null,
    });
    expect(await events('session.locked')).toMatchObject([
      { target_name: 'Anna', territory: 'CH' },
    ]);
    const sum = () => test.app.get(RecordSignInFailures, { strict: false }).sum();
    expect(await sum()).toBe(0); // the quarter of an hour still runs
    await asOwner(test, (client) =>
      client.query(`update clock_shift set shift = shift + interval '16 minutes'`),
    );
    expect(await sum()).toBe(2);
    expect(
      (await events('session.failures-summed')).map(({ target_name, after }) => [
        target_name,
        after?.failures,
      ]),
    ).toEqual(
      expect.arrayContaining([
        ['Anna', looked],
        [null, 3],
      ]),
    );
    expect(await sum()).toBe(0);
    expect((await attempts('failed')) - before.failed).toBe(looked + 3);
    expect((await attempts('refused')) - before.refused).toBe(20 - looked);
    const said = JSON.stringify(
      await asOwner(test, async (client) => (await client.query('table audit_events')).rows),
    );
    expect(said).not.toContain('nobody-');
  });
});

describe('tokens that nobody has', () => {
  it('are refused after some, and those that are right go on', async () => {
    await start();
    const ask = (authorization: string) =>
      test.app.inject({
        method: 'GET',
        url: '/api/v1/me',
        headers: { authorization, 'x-forwarded-for': '198.18.3.90' },
      });
    const codes: number[] = [];
    for (let n = 0; n < 35; n += 1)
      codes.push((await ask(`Bearer lst_${n}${'x'.repeat(40)}`)).statusCode);
    expect([codes.filter((code) => code === 401).length, codes.at(-1)]).toEqual([30, 429]);
    const { headers } = anna;
    const mine = await test.app.inject({
      method: 'GET',
      url: '/api/v1/me',
      headers: { ...headers, 'x-forwarded-for': '198.18.3.90' },
    });
    expect(mine.statusCode).toBe(200);
  });
});
