import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asOwner, sessionOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import {
  addSource,
  clockAt,
  deliver,
  NOON,
  rows,
  seedCatalog,
  webhook,
} from './incidents-context.js';

let test: TestApp;
let token: string;
let anna: TestActor;
let swiss: TestActor;
beforeAll(async () => {
  test = await startTestApp();
  await seedCatalog(test);
  token = await addSource(test, 'prometheus', ['DE', 'CH']);
  anna = await sessionOf(test, [{ role: 'responder', territories: ['DE'] }], 'Anna');
  swiss = await sessionOf(test, [{ role: 'viewer', territories: ['CH'] }]);
});
afterAll(() => test.close());

const at = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000).toISOString();
const get = (path: string, by = anna) =>
  test.app.inject({ method: 'GET', url: `/api/v1/incidents${path}`, headers: { ...by.headers } });
const post = (path: string, payload?: object) =>
  test.app.inject({
    method: 'POST',
    url: `/api/v1/incidents${path}`,
    headers: { ...anna.headers },
    ...(payload === undefined ? {} : { payload }),
  });
const figures = async (query = `?from=${at(-60)}&to=${at(600)}`, by = anna) =>
  (await get(`/figures${query}`, by)).json<object>();

/** An incident of its own of an alert about `service` that fires from a minute on. @returns its name */
async function burn(key: string, start: number, labels: Record<string, string>): Promise<string> {
  await asOwner(test, (owner) => owner.query('update alert_groups set incident_id = null'));
  await clockAt(test, start);
  await tell(key, start, labels);
  const { items } = (await get('?limit=1')).json<{ items: { name: string }[] }>();
  return items[0]?.name ?? '';
}
const tell = (fingerprint: string, start: number, labels: Record<string, string>, end?: number) =>
  deliver(
    test,
    token,
    webhook([{ fingerprint, start, labels, ...(end === undefined ? {} : { end }) }]),
  );
/** Somebody is paged about an incident so many minutes after noon. */
async function page(name: string, minute: number): Promise<void> {
  await rows(
    test,
    `with asked as (
       insert into notifications (id, topic_id, territory, epoch, kind, urgency, user_id, method_id, due_at, next_at)
         select gen_random_uuid(), i.topic_id, i.territory, 1, 'page', 'high', m.user_id, m.id, $2, $2
           from incidents i, contact_methods m where i.number = $1 and m.user_id = $3 limit 1 returning id
     ) insert into notification_attempts (notification_id, attempt, what, at) select id, 1, 'started', $2 from asked`,
    name.slice(4),
    at(minute),
    anna.userId,
  );
}

const SHOP = { service: 'shop', slo: '' };
const BILLING = { service: 'billing', slo: '' };

describe('figures of incidents', () => {
  it('count each incident once, by subject and team, from its earliest start', async () => {
    expect(await figures()).toMatchObject({ total: { incidents: 0, detect: null }, subjects: [] });
    // Anna takes it on after ten minutes, resolves it after twenty, opens it again, and it ends after forty.
    const first = await burn('first', 0, SHOP);
    await page(first, 2);
    await clockAt(test, 10);
    await post(`/${first}/acknowledgement`);
    await post(`/${first}/snooze`, { until: at(25) });
    await clockAt(test, 20);
    await post(`/${first}/resolution`, { despiteFiring: true });
    await post(`/${first}/reopening`);
    await clockAt(test, 40);
    await post(`/${first}/resolution`, { despiteFiring: true });
    // Nobody is quicker than its alert.
    const second = await burn('second', 100, SHOP);
    await page(second, 101);
    await clockAt(test, 110);
    await tell('second', 100, SHOP, 110);
    // One that turns out to be an older one, and began before it.
    const third = await burn('third', 200, BILLING);
    await clockAt(test, 205);
    const fourth = await burn('fourth', 190, SHOP);
    await page(fourth, 208);
    await post(`/${fourth}/merge`, { into: third });
    // Tickets, the sample and what was over before it was heard of are left out.
    await burn('ticket', 300, { ...SHOP, severity: 'ticket' });
    await clockAt(test, 310);
    await tell('missed', 301, { ...BILLING, service: 'shop' }, 302);

    // The clock goes on from where it was set: what people did came moments later.
    const about = (minutes: number): unknown => expect.closeTo(minutes * 60, -2);
    const spread = (count: number, mean: number, median: number, p90: number) => ({
      count,
      mean: about(mean),
      median: about(median),
      p90: about(p90),
    });
    expect(await figures()).toMatchObject({
      from: at(-60),
      to: at(600),
      total: {
        incidents: 3,
        open: 1,
        reopened: 1,
        snoozed: 1,
        merged: 1,
        unpaged: 0,
        unacknowledged: 2,
        detect: { count: 3, mean: 7 * 60, median: 2 * 60 },
        acknowledge: spread(1, 10, 10, 10),
        resolve: spread(2, 25, 25, 37),
        recovered: 1,
        recoveredShare: 0.5,
      },
      subjects: [
        { slug: 'shop', incidents: 2, detect: spread(2, 1.5, 1.5, 1.9) },
        { slug: 'billing', incidents: 1, merged: 1, detect: spread(1, 18, 18, 18), resolve: null },
      ],
      teams: expect.arrayContaining([expect.objectContaining({ slug: 'team-shop', incidents: 2 })]),
      leftOut: { sample: 0, recorded: 1 },
    });
    await rows(test, `update subjects set labels = '{"sample":"true"}' where slug = 'shop'`);
    expect(await figures()).toMatchObject({
      total: { incidents: 1 },
      subjects: [{ slug: 'billing' }],
      leftOut: { sample: 3 },
    });
    await rows(test, `update subjects set labels = '{}' where slug = 'shop'`);
  });

  it('are of the stretch, the territory and the reader asked for', async () => {
    expect(await figures(`?from=${at(90)}&to=${at(150)}`)).toMatchObject({
      total: { incidents: 1 },
    });
    expect(await figures(`?from=${at(101)}&to=${at(150)}`)).toMatchObject({
      total: { incidents: 0 },
    });
    expect(await figures('?territory=CH')).toMatchObject({ total: { incidents: 0 } });
    expect(await figures(undefined, swiss)).toMatchObject({ total: { incidents: 0 } });
    expect(await figures('')).toMatchObject({ total: { incidents: 3 } });
    for (const [query, path] of [
      [`?from=${at(1)}&to=${at(0)}`, 'to'],
      ['?from=2024-01-01&to=2026-01-01', 'from'],
      ['?from=soon', 'from'],
    ] as const)
      expect(await figures(query)).toMatchObject({ status: 400, errors: [{ path }] });
  });
});
