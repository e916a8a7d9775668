import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asOwner, sessionOf } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { until } from '../../harness/until.js';
import { addSource, deliver, rows, seedCatalog, webhook } from './incidents-context.js';

let test: TestApp;
let token: string;
beforeAll(async () => {
  test = await startTestApp();
  await seedCatalog(test);
  token = await addSource(test, 'prometheus');
});
afterAll(() => test.close());

describe('whoever has no token of a source', () => {
  // Guesses are counted where all processes count: nobody else comes from here.
  const here = `2001:db8::${Date.now().toString(16).slice(-4)}:${process.pid.toString(16).slice(-4)}`;
  const post = (authorization: string | undefined) =>
    test.app.inject({
      method: 'POST',
      remoteAddress: here,
      url: '/api/v1/integrations/alertmanager',
      headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
      payload: JSON.stringify(webhook([{ fingerprint: 'a', start: 0 }])),
    });

  it.each([
    ['none', undefined],
    ['a forged one', 'Bearer lsa_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
    ['another kind', 'Basic YTpi'],
  ])('is refused: %s', async (_, authorization) => {
    const answer = await post(authorization);
    expect(answer.json()).toMatchObject({ status: 401, code: 'unauthenticated' });
    expect(await rows(test, 'select from alert_payloads')).toEqual([]);
  });

  it('is told to come again after thirty guesses, and keeps no source out', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 35; n += 1) statuses.push((await post(`Bearer lsa_guess-${n}`)).statusCode);
    expect(new Set(statuses)).toEqual(new Set([401, 503]));
    expect(statuses.at(-1)).toBe(503);
    await deliver(test, token, webhook([]));
    expect((await deliver(test, token, webhook([]), here)).statusCode).toBe(200);
  });
});

describe('deliveries that come faster than they are taken', () => {
  it('are told to come again before the database is asked, and keep no person from it', async () => {
    const reader = await sessionOf(test, [{ role: 'viewer', territories: ['DE'] }]);
    await deliver(test, token, webhook([])); // its token is known
    await asOwner(test, async (owner) => {
      await owner.query('begin');
      await owner.query('lock table alert_sources in access exclusive mode');
      const answered: number[] = [];
      const sent = Array.from({ length: 120 }, async () => {
        const { statusCode, headers } = await deliver(test, token, webhook([]));
        if (statusCode === 503) answered.push(Number(headers['retry-after']));
        return statusCode;
      });
      // The others wait for the lock or in the gate: 3 and 100.
      await until('17 told to come again', () => answered.length >= 17);
      const read = await test.app.inject({ url: '/api/v1/subjects', headers: reader.headers });
      expect([read.statusCode, answered.every((seconds) => seconds > 0)]).toEqual([200, true]);
      await owner.query('rollback');
      const statuses = await Promise.all(sent);
      expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(3);
      expect(new Set(statuses)).toEqual(new Set([200, 503]));
    });
  });
});

describe('the limit of requests', () => {
  it('that holds everywhere else is not for sources', async () => {
    const limit = (url: string, method: 'GET' | 'POST') =>
      test.app.inject({ method, url, payload: method === 'POST' ? '{}' : undefined });
    const elsewhere = await limit('/api/v1/me', 'GET');
    expect(elsewhere.headers['x-ratelimit-limit']).toBeDefined();
    const here = await limit('/api/v1/integrations/alertmanager', 'POST');
    expect(here.headers['x-ratelimit-limit']).toBeUndefined();
  });
});
