import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { JobQueue } from '../../../apps/api/src/platform/queue/job-queue.js';
import { sessionOf } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { startTwin } from '../../harness/twin.js';
import { until } from '../../harness/until.js';

let test: TestApp;
let twin: TestApp['app'] | null = null;
afterEach(async () => {
  await twin?.close();
  twin = null;
  await test.close();
});

const counting = (app: TestApp['app']) =>
  until('redis is there', () => app.get(JobQueue).redis.status === 'ready');
const signIn = (app: TestApp['app'], ip: string) =>
  app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    payload: { email: `${randomUUID()}@example.org`, password: 'wrong' }, // each at another account
    headers: { 'x-forwarded-for': ip },
  });

describe('limits', () => {
  it('are shared by processes: who was stopped at one is stopped at the other', async () => {
    test = await startTestApp({ LEITSTAND_RATE_LIMIT: '480' });
    const other = (twin = await startTwin());
    await Promise.all([counting(test.app), counting(other)]);
    const codes: number[] = [];
    for (let n = 0; n < 6; n += 1)
      codes.push((await signIn(n % 2 ? other : test.app, '192.0.2.20')).statusCode);
    expect(codes).toEqual([401, 401, 401, 401, 429, 429]);
    expect((await signIn(other, '192.0.2.21')).statusCode).toBe(401);
    const [key] = await test.app.get(JobQueue).redis.keys('leitstand-rate-identity:192.0.2.20*');
    expect(await test.app.get(JobQueue).redis.pttl(key ?? '')).toBeGreaterThan(0);
  });

  it('let nobody past when many come at the same moment', async () => {
    test = await startTestApp({ LEITSTAND_RATE_LIMIT: '480' });
    await counting(test.app);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => signIn(test.app, '192.0.2.22')),
    );
    expect(answers.filter(({ statusCode }) => statusCode === 401)).toHaveLength(4);
  });

  it('are kept by each process for itself while Redis is away, and signing in goes on', async () => {
    test = await startTestApp({
      LEITSTAND_RATE_LIMIT: '480',
      LEITSTAND_REDIS_URL: 'redis://127.0.0.1:1',
    });
    const codes: number[] = [];
    for (let n = 0; n < 6; n += 1) codes.push((await signIn(test.app, '192.0.2.23')).statusCode);
    expect(codes).toEqual([401, 401, 401, 401, 429, 429]);
    const other = (twin = await startTwin());
    expect((await signIn(other, '192.0.2.23')).statusCode).toBe(401);
  });

  it('hold for all requests while Redis is away, too', async () => {
    test = await startTestApp({
      LEITSTAND_RATE_LIMIT: '3',
      LEITSTAND_REDIS_URL: 'redis://127.0.0.1:1',
    });
    const codes: number[] = [];
    for (let n = 0; n < 5; n += 1)
      codes.push((await test.app.inject({ method: 'GET', url: '/api/v1/me' })).statusCode);
    expect(codes).toEqual([401, 401, 401, 429, 429]);
  });

  it('take the addresses of one IPv6 network for one sender', async () => {
    test = await startTestApp({ LEITSTAND_RATE_LIMIT: '480' });
    await counting(test.app);
    const token = 'x'.repeat(43);
    const open = (ip: string) =>
      test.app.inject({
        method: 'GET',
        url: `/api/v1/invitations/accept?token=${token}`,
        headers: { 'x-forwarded-for': ip },
      });
    const codes: number[] = [];
    for (let n = 1; n < 7; n += 1) codes.push((await open(`2001:db8:1:2::${n}`)).statusCode);
    expect(codes).toEqual([410, 410, 410, 410, 429, 429]);
    expect((await open('2001:db8:1:3::1')).statusCode).toBe(410);
  });

  it('stand before one-time links, whatever is done with them', async () => {
    test = await startTestApp({ LEITSTAND_RATE_LIMIT: '480' });
    await counting(test.app);
    const person = {
      token: 'x'.repeat(43),
      name: 'Eve',
      password: 'a long enough password',
      locale: 'en',
    };
    const headers = { 'x-forwarded-for': '192.0.2.24' };
    const accept = () =>
      test.app.inject({
        method: 'POST',
        url: '/api/v1/invitations/acceptance',
        payload: person,
        headers,
      });
    const first = () =>
      test.app.inject({
        method: 'POST',
        url: '/api/v1/access/first-run',
        payload: { ...person, email: 'e@example.org' },
        headers,
      });
    const codes = [
      (await accept()).statusCode,
      (await first()).statusCode,
      (await accept()).statusCode,
      (await first()).statusCode,
    ];
    expect(codes).toEqual([410, 410, 410, 410]);
    const stopped = await first();
    expect(stopped.json()).toMatchObject({ status: 429, code: 'rate-limited' });
    expect(Number(stopped.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('count changes of a password and invitations by person, wherever they come from', async () => {
    test = await startTestApp({ LEITSTAND_RATE_LIMIT: '40' });
    await counting(test.app);
    const actor = await sessionOf(test, [{ role: 'admin', territories: ['DE'] }]);
    const send = (url: string, payload: object, n: number) =>
      test.app.inject({
        method: 'POST',
        url,
        payload,
        headers: { ...actor.headers, 'x-forwarded-for': `192.0.2.${100 + n}` },
      });
    const tried: number[] = [];
    for (let n = 0; n < 4; n += 1)
      tried.push(
        (
          await send(
            '/api/v1/me/password',
            { current: 'wrong', password: 'a long enough password' },
            n,
          )
        ).statusCode,
      );
    expect(tried).toEqual([400, 400, 400, 429]);
    const invited: number[] = [];
    for (let n = 0; n < 4; n += 1)
      invited.push(
        (
          await send(
            '/api/v1/invitations',
            { email: `n${n}@example.org`, grants: [{ role: 'viewer', territories: ['DE'] }] },
            n,
          )
        ).statusCode,
      );
    expect(invited).toEqual([201, 201, 201, 429]);
  });
});
