import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asOwner, sessionOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { addSource, clockAt, deliver, NOON, seedCatalog, webhook } from './incidents-context.js';

let test: TestApp;
let token: string;
let anna: TestActor;
let viewer: TestActor;
let swiss: TestActor;
beforeAll(async () => {
  test = await startTestApp();
  await seedCatalog(test);
  token = await addSource(test, 'prometheus');
  const german = { role: 'responder', territories: ['DE'] } as const;
  anna = await sessionOf(test, [german, { role: 'auditor', territories: ['DE'] }], 'Anna');
  viewer = await sessionOf(test, [{ role: 'viewer', territories: ['DE'] }]);
  swiss = await sessionOf(test, [{ role: 'responder', territories: ['CH'] }]);
});
afterAll(() => test.close());

const at = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000).toISOString();
const get = (path: string, by = viewer) =>
  test.app.inject({ method: 'GET', url: `/api/v1${path}`, headers: { ...by.headers } });
const post = (path: string, payload?: object, by = anna) =>
  test.app.inject({
    method: 'POST',
    url: `/api/v1/incidents/${path}`,
    headers: { ...by.headers },
    ...(payload === undefined ? {} : { payload }),
  });
const timeline = async (name: string) =>
  (await get(`/incidents/${name}/timeline`)).json<{
    items: { kind: string; data: Record<string, unknown>; actor: { name: string } }[];
  }>().items;
const kinds = async (name: string) => (await timeline(name)).map(({ kind }) => kind).join();

let count = 0;
/** An incident of its own. @returns its name, and the fingerprint of its alert */
async function burn(): Promise<{ name: string; key: string }> {
  const key = `snoozed-${(count += 1)}`;
  await asOwner(test, (owner) => owner.query('update alert_groups set incident_id = null'));
  await deliver(test, token, webhook([{ fingerprint: key, start: 0 }]));
  const { items } = (await get('/incidents?limit=1')).json<{ items: { name: string }[] }>();
  return { name: items[0]?.name ?? '', key };
}

describe('snoozing over HTTP', () => {
  it('says who did it, until when, to whoever reads; once more until then changes nothing', async () => {
    const { name } = await burn();
    const until = at(60);
    const shown = { state: 'triggered', snooze: { until, by: { name: 'Anna' } } };
    for (let n = 0; n < 2; n += 1)
      expect((await post(`${name}/snooze`, { until })).json()).toMatchObject(shown);
    expect((await get(`/incidents/${name}`)).json()).toMatchObject(shown);
    expect((await get('/incidents?limit=1')).json()).toMatchObject({ items: [shown] });
    expect((await timeline(name)).slice(1)).toMatchObject([
      { kind: 'snoozed', actor: { name: 'Anna' }, data: { until } },
    ]);
    expect((await get('/audit?action=incident.snoozed', anna)).json()).toMatchObject({
      items: [{ actor: { name: 'Anna' }, target: { name }, territory: 'DE' }],
    });
    for (let n = 0; n < 2; n += 1)
      expect((await post(`${name}/unsnooze`)).json()).toMatchObject({
        state: 'triggered',
        snooze: null,
      });
    expect((await timeline(name)).slice(2)).toMatchObject([
      { kind: 'unsnoozed', actor: { name: 'Anna' }, data: { because: 'taken-back' } },
    ]);
  });

  it('refuses a time too near or too far, and what is over', async () => {
    const { name } = await burn();
    for (const until of [at(4), at(24 * 60 + 1), 'tomorrow', undefined])
      expect((await post(`${name}/snooze`, { until })).json()).toMatchObject({
        status: 400,
        errors: [{ path: 'until' }],
      });
    await post(`${name}/resolution`, { despiteFiring: true });
    expect((await post(`${name}/snooze`, { until: at(60) })).json()).toMatchObject({ status: 409 });
    expect((await post(`${name}/unsnooze`)).json()).toMatchObject({ state: 'resolved' });
    expect(await kinds(name)).toBe('triggered,resolved');
  });

  it('is for those who may respond there', async () => {
    const { name } = await burn();
    const until = at(60);
    expect((await post(`${name}/snooze`, { until }, viewer)).statusCode).toBe(403);
    expect((await post(`${name}/unsnooze`, undefined, viewer)).statusCode).toBe(403);
    expect((await post(`${name}/snooze`, { until }, swiss)).statusCode).toBe(404);
    expect((await post(`${name}/unsnooze`, undefined, swiss)).statusCode).toBe(404);
  });

  it('ends by another alert and by a worse one, not by one that goes off and on', async () => {
    const { name, key } = await burn();
    await post(`${name}/snooze`, { until: at(60) });
    await deliver(test, token, webhook([{ fingerprint: `${key}-more`, start: 0 }]));
    expect((await get(`/incidents/${name}`)).json()).toMatchObject({
      state: 'triggered',
      snooze: null,
    });
    expect((await timeline(name)).at(-1)).toMatchObject({
      kind: 'unsnoozed',
      data: { because: 'alert' },
    });
    await post(`${name}/acknowledgement`);
    await post(`${name}/snooze`, { until: at(60) });
    await clockAt(test, 2);
    await deliver(test, token, webhook([{ fingerprint: key, start: 0, end: 1 }]));
    await deliver(test, token, webhook([{ fingerprint: key, start: 2 }]));
    expect((await get(`/incidents/${name}`)).json()).toMatchObject({
      state: 'acknowledged',
      snooze: { until: at(60) },
    });
    const worse = { fingerprint: `${key}-worse`, start: 2, labels: { severity: 'critical' } };
    await deliver(test, token, webhook([worse]));
    expect((await get(`/incidents/${name}`)).json()).toMatchObject({
      state: 'triggered',
      acknowledgedBy: null,
      snooze: null,
    });
    expect((await timeline(name)).at(-1)).toMatchObject({ data: { because: 'severity' } });
    await clockAt(test, 0);
  });
});
