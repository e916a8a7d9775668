import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { Authenticate } from '../../../apps/api/src/access/use-cases/authenticate.js';
import { JobQueue } from '../../../apps/api/src/platform/queue/job-queue.js';
import { asOwner, sessionOf, tokenOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { until } from '../../harness/until.js';

// Addresses are this file's own (198.19.0.0/16): Redis counts for all tests.
let test: TestApp;
afterEach(async () => {
  jest.restoreAllMocks();
  await test.close();
});

const GRANT = [{ role: 'viewer', territories: ['DE'] }] as const;
const start = async (limit: number, overrides: Record<string, string> = {}) => {
  test = await startTestApp({ LEITSTAND_RATE_LIMIT: String(limit), ...overrides });
  if (!overrides.LEITSTAND_REDIS_URL)
    await until('redis is there', () => test.app.get(JobQueue).redis.status === 'ready');
};
const session = () => sessionOf(test, [...GRANT]);
const token = () => tokenOf(test, [...GRANT], ['subject:read'], ['DE']);
const ask = (ip: string, headers: TestActor['headers'] = {}, url = '/api/v1/subjects') =>
  test.app.inject({ method: 'GET', url, headers: { 'x-forwarded-for': ip, ...headers } });
const forged = () => ({ authorization: `Bearer lst_${randomUUID()}${'x'.repeat(20)}` });
const several = async (times: number, one: () => ReturnType<typeof ask>) => {
  const codes: number[] = [];
  for (let n = 0; n < times; n += 1) codes.push((await one()).statusCode);
  return codes;
};
const count = (codes: readonly number[], code: number) =>
  codes.filter((one) => one === code).length;

describe('requests from one address', () => {
  it.each([
    ['counted by all processes', {}],
    ['counted by this process alone', { LEITSTAND_REDIS_URL: 'redis://127.0.0.1:1' }],
  ])('of a token that asks too often keep nobody else out, %s', async (_, overrides) => {
    await start(20, overrides);
    const ip = '198.19.1.1';
    const [loud, other, person] = [await token(), await token(), await session()];
    const answers = await several(24, () => ask(ip, loud.headers));
    expect([count(answers, 200), count(answers, 429)]).toEqual([20, 4]);
    const stopped = await ask(ip, loud.headers);
    expect(stopped.json()).toMatchObject({ status: 429, code: 'rate-limited' });
    const wait = Number(stopped.headers['retry-after']);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    expect((await ask(ip, other.headers)).statusCode).toBe(200);
    expect((await ask(ip, person.headers)).statusCode).toBe(200);
    expect((await ask(ip)).statusCode).toBe(401);
    // Wherever it comes from.
    expect((await ask('198.19.1.2', loud.headers)).statusCode).toBe(429);
  });

  it('of nobody keep nobody out who is known, not even at the pages of the console', async () => {
    await start(20);
    const ip = '198.19.2.1';
    const [program, person, unseen] = [await token(), await session(), await session()];
    for (const { headers } of [program, person]) await ask('198.19.2.2', headers);
    const answers = await several(24, () => ask(ip));
    expect([count(answers, 401), count(answers, 429)]).toEqual([20, 4]);
    for (const { headers } of [program, person, unseen])
      expect((await ask(ip, headers)).statusCode).toBe(200);
    const page = { accept: 'text/html' };
    expect((await ask(ip, page, '/incidents')).statusCode).toBe(429);
    expect((await ask(ip, { ...person.headers, ...page }, '/incidents')).statusCode).not.toBe(429);
    const signed = await session(); // nobody has looked it up yet
    expect((await ask(ip, { ...signed.headers, ...page }, '/incidents')).statusCode).not.toBe(429);
    const made = { cookie: 'leitstand.session_token=made.up', ...page };
    expect((await ask(ip, made, '/incidents')).statusCode).toBe(429);
  });

  it('of one network count as one', async () => {
    await start(6);
    const codes: number[] = [];
    for (let n = 0; n < 8; n += 1) codes.push((await ask(`2001:db8:19:1::${n}`)).statusCode);
    expect([count(codes, 401), count(codes, 429)]).toEqual([6, 2]);
  });

  it.each([
    ['tokens that nobody has', async () => forged()],
    [
      'sessions that have ended',
      async () => {
        const { headers, userId } = await session();
        await asOwner(test, (client) =>
          client.query('delete from auth_sessions where user_id = $1', [userId]),
        );
        return headers;
      },
    ],
  ])('with %s count for it', async (what, make) => {
    await start(20);
    const ip = `198.19.3.${what.length}`;
    const headers = await make();
    await several(20, () => ask(ip, headers));
    expect((await ask(ip)).statusCode).toBe(429);
    expect((await ask(ip, (await token()).headers)).statusCode).toBe(200);
  });

  it('with a token that was revoked count for it from then on', async () => {
    await start(20);
    const ip = '198.19.4.1';
    const gone = await token();
    expect((await ask(ip, gone.headers)).statusCode).toBe(200);
    await asOwner(test, (client) =>
      client.query('update api_tokens set revoked_at = now() where user_id = $1', [gone.userId]),
    );
    await until('it is refused', async () => (await ask(ip, gone.headers)).statusCode === 401);
    await several(20, () => ask(ip, gone.headers));
    expect((await ask(ip)).statusCode).toBe(429);
  });
});

describe('looking up what a request came with', () => {
  it('has an end for those who guess, which who is known never meets', async () => {
    await start(4);
    const ip = '198.19.5.1';
    const known = await token();
    expect((await ask(ip, known.headers)).statusCode).toBe(200);
    const looked = jest.spyOn(test.app.get(Authenticate, { strict: false }), 'execute');
    const last = await several(30, () => ask(ip, forged()));
    expect(new Set(last.slice(12))).toEqual(new Set([429]));
    expect(looked).toHaveBeenCalledTimes(12);
    const stopped = await ask(ip, forged());
    expect(Number(stopped.headers['retry-after'])).toBeGreaterThan(0);
    expect((await ask(ip, known.headers)).statusCode).toBe(200);
    expect((await ask('198.19.5.2', (await token()).headers)).statusCode).toBe(200);
  });

  it('does not run out for an office full of people who are let in', async () => {
    await start(4);
    for (let n = 0; n < 15; n += 1)
      expect((await ask('198.19.6.1', (await session()).headers)).statusCode).toBe(200);
  });

  it('that many begin at once does not go past the bound', async () => {
    await start(4);
    const looked = jest.spyOn(test.app.get(Authenticate, { strict: false }), 'execute');
    await Promise.all(Array.from({ length: 40 }, () => ask('198.19.7.1', forged())));
    expect(looked).toHaveBeenCalledTimes(12);
  });
});
