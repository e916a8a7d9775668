import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { linkKey, signLink } from '../../../apps/api/src/notifications/domain/link.js';
import { JobQueue } from '../../../apps/api/src/platform/queue/job-queue.js';
import { asOwner, sessionOf, tokenOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { until } from '../../harness/until.js';
import { addSource, clockAt, deliver, rows, seedCatalog, webhook } from './incidents-context.js';

const LIMIT = 10;
const GRANT = [{ role: 'responder', territories: ['DE'] }] as const;
/** This file's own: Redis counts for all tests. */
const NEARBY = { 'x-forwarded-for': '198.19.100.1' };

let test: TestApp;
let source: string;
beforeAll(async () => {
  test = await startTestApp({ LEITSTAND_RATE_LIMIT: String(LIMIT) });
  await until('redis is there', () => test.app.get(JobQueue).redis.status === 'ready');
  await seedCatalog(test);
  source = await addSource(test, 'prometheus');
});
afterAll(() => test.close());

let alerts = 0;
/** An incident of its own. @returns its number */
async function incident(): Promise<number> {
  await rows(test, 'update alert_groups set incident_id = null');
  const labels = { alertname: 'ShopDown' };
  await deliver(test, source, webhook([{ fingerprint: `r${(alerts += 1)}`, start: 0, labels }]));
  const [last] = await rows<{ number: number }>(
    test,
    'select number from incidents order by number desc limit 1',
  );
  return Number(last?.number);
}
/** A page about the last incident. @returns the token of the link in it */
async function pageTo({ userId }: TestActor): Promise<string> {
  const [notificationId, runId] = [randomUUID(), randomUUID()];
  await asOwner(test, async (owner) => {
    await owner.query(
      `insert into contact_methods (user_id, kind, account, last_four, verified_at) values ($1, 'mail', true, 'ampl', leitstand_now()) on conflict do nothing`,
      [userId],
    );
    await owner.query(
      `insert into notifications (id, topic_id, territory, epoch, kind, urgency, run_id, loop, step, user_id, method_id, due_at, next_at)
       select $1, topic_id, territory, 1, 'page', 'high', $2, 0, 0, $3, (select id from contact_methods where user_id = $3), leitstand_now(), leitstand_now()
         from incidents order by number desc limit 1`,
      [notificationId, runId, userId],
    );
  });
  return signLink(linkKey(process.env.LEITSTAND_SECRET ?? ''), { notificationId, runId });
}
const get = (url: string, headers: Record<string, string> = {}) =>
  test.app.inject({ method: 'GET', url, headers: { ...NEARBY, ...headers } });
const post = (url: string, headers: Record<string, string> = {}, fields?: URLSearchParams) =>
  test.app.inject({
    method: 'POST',
    url,
    headers: {
      ...NEARBY,
      ...headers,
      ...(fields ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    },
    ...(fields ? { payload: fields.toString() } : {}),
  });
const usedUp = async (headers: Record<string, string>) => {
  for (let n = 0; n < LIMIT; n += 1) await get('/api/v1/incidents', headers);
  expect((await get('/api/v1/incidents', headers)).statusCode).toBe(429);
};

describe('acknowledging', () => {
  it.each([
    ['session', () => sessionOf(test, [...GRANT])],
    ['token', () => tokenOf(test, [...GRANT], ['incident:read', 'incident:respond'], ['DE'])],
  ])('goes through when the requests of its own %s are used up', async (_, make) => {
    const number = await incident();
    const { headers } = await make();
    await usedUp(headers);
    const taken = await post(`/api/v1/incidents/INC-${number}/acknowledgement`, headers);
    expect([taken.statusCode, taken.json<{ state: string }>().state]).toEqual([
      200,
      'acknowledged',
    ]);
    expect((await post(`/api/v1/incidents/INC-${number}/resolution`, headers)).statusCode).toBe(
      429,
    );
    for (let n = 1; n < LIMIT; n += 1)
      await post(`/api/v1/incidents/INC-${number}/acknowledgement`, headers);
    const stopped = await post(`/api/v1/incidents/INC-${number}/acknowledgement`, headers);
    expect(stopped.statusCode).toBe(429);
    expect(Number(stopped.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('by the link in a page goes through when the requests of its address are used up', async () => {
    await clockAt(test, 0);
    await incident();
    const token = await pageTo(await sessionOf(test, [...GRANT], 'Anna'));
    await usedUp({});
    const shown = await get(`/ack?token=${token}`);
    expect(shown.statusCode).toBe(200);
    const nonce = /name="nonce" value="([^"]+)"/.exec(shown.body)?.[1] ?? '';
    const action = /action="([^"]+)"/.exec(shown.body)?.[1] ?? '';
    await clockAt(test, 1);
    const pressed = await post(action, {}, new URLSearchParams({ token, nonce }));
    expect([pressed.statusCode, pressed.body]).toEqual([
      200,
      expect.stringContaining('Anna acknowledged on'),
    ]);
    await clockAt(test, 0);
    const made = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
    expect((await get(`/ack?token=${made}`)).statusCode).toBe(429);
    expect((await get('/ack')).statusCode).toBe(429);
  });
});
