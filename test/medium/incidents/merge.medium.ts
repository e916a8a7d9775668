import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sessionOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { addSource, clockAt, deliver, rows, seedCatalog, webhook } from './incidents-context.js';

let test: TestApp;
let token: string;
let anna: TestActor;
let viewer: TestActor;
let swiss: TestActor;
beforeAll(async () => {
  test = await startTestApp();
  await seedCatalog(test);
  token = await addSource(test, 'prometheus', ['DE', 'CH']);
  const german = { role: 'responder', territories: ['DE'] } as const;
  anna = await sessionOf(test, [german, { role: 'auditor', territories: ['DE'] }], 'Anna');
  viewer = await sessionOf(test, [{ role: 'viewer', territories: ['DE'] }]);
  swiss = await sessionOf(test, [{ role: 'responder', territories: ['CH'] }]);
});
afterAll(() => test.close());

const get = (path: string, by = viewer) =>
  test.app.inject({ method: 'GET', url: `/api/v1${path}`, headers: { ...by.headers } });
const post = (path: string, payload?: object, by = anna) =>
  test.app.inject({
    method: 'POST',
    url: `/api/v1/incidents${path && `/${path}`}`,
    headers: { ...by.headers },
    ...(payload === undefined ? {} : { payload }),
  });
const shown = async (name: string) => (await get(`/incidents/${name}`)).json<Shown>();
const kinds = async (name: string) =>
  (await get(`/incidents/${name}/timeline`))
    .json<{ items: { kind: string; data: { incident?: string } }[] }>()
    .items.map(({ kind, data }) => (data.incident ? `${kind} ${data.incident}` : kind));

interface Shown {
  readonly name: string;
  readonly state: string;
  readonly firing: number;
  readonly alerts: readonly { readonly fingerprint: string; readonly firing: boolean }[];
}

let count = 0;
/** An incident of an alert about a subject that nothing else is about. @returns its name, and what makes it fire and end */
async function burn(labels: Record<string, string> = {}) {
  const key = `merged-${(count += 1)}`;
  // Alerts without an objective or a subject that is known are grouped as their source does.
  const about = { slo: '', service: count % 2 ? 'shop' : 'billing', ...labels };
  await rows(
    test,
    'update alert_groups set incident_id = null where key like $1',
    `%service:${about.service}`,
  );
  const tell = (fingerprint: string, start: number, end?: number) =>
    deliver(
      test,
      token,
      webhook([{ fingerprint, start, labels: about, ...(end === undefined ? {} : { end }) }]),
    );
  await tell(key, 0);
  const { items } = (await get('/incidents?limit=1', labels['service'] ? swiss : viewer)).json<{
    items: { name: string }[];
  }>();
  return { name: items[0]?.name ?? '', key, tell };
}

describe('merging an incident into another one', () => {
  it('has its alerts count there, and new ones of its kind, until it is taken back', async () => {
    const older = await burn();
    const younger = await burn();
    for (let n = 0; n < 2; n += 1)
      expect((await post(`${younger.name}/merge`, { into: older.name })).json()).toMatchObject({
        state: 'resolved',
        automatic: false,
        firing: 0,
        mergedInto: { name: older.name, state: 'triggered' },
        alerts: [{ fingerprint: younger.key, firing: false }],
      });
    expect(await shown(older.name)).toMatchObject({
      state: 'triggered',
      firing: 2,
      merged: [{ name: younger.name }],
    });
    await younger.tell(`${younger.key}-more`, 0);
    expect(await shown(older.name)).toMatchObject({ firing: 3 });
    await clockAt(test, 2);
    await older.tell(older.key, 0, 1);
    expect(await shown(older.name)).toMatchObject({ state: 'triggered', firing: 2 });
    expect((await post(`${younger.name}/reopening`)).json()).toMatchObject({ status: 409 });
    for (let n = 0; n < 2; n += 1)
      expect((await post(`${younger.name}/unmerge`)).json()).toMatchObject({
        state: 'triggered',
        firing: 2,
        mergedInto: null,
      });
    // Nothing of its own fires any more.
    expect(await shown(older.name)).toMatchObject({
      state: 'resolved',
      automatic: true,
      firing: 0,
      merged: [],
    });
    await younger.tell(`${younger.key}-more`, 0, 1);
    await younger.tell(younger.key, 0, 1);
    expect(await shown(younger.name)).toMatchObject({ state: 'resolved', automatic: true });
    expect(await kinds(older.name)).toEqual([
      'triggered',
      `absorbed ${younger.name}`,
      'alerts.fired',
      'alerts.resolved',
      `released ${younger.name}`,
      'resolved',
    ]);
    expect(await kinds(younger.name)).toEqual([
      'triggered',
      `merged ${older.name}`,
      `unmerged ${older.name}`,
      'alerts.resolved',
      'alerts.resolved',
      'resolved',
    ]);
    expect((await get('/audit?action=incident.merged', anna)).json()).toMatchObject({
      items: [{ target: { name: younger.name }, after: { mergedInto: older.name } }],
    });
    await clockAt(test, 0);
  });

  it('ends with the older one; what fires then is another incident', async () => {
    const older = await burn();
    const younger = await burn();
    await post(`${younger.name}/merge`, { into: older.name });
    await clockAt(test, 2);
    await older.tell(older.key, 0, 1);
    await younger.tell(younger.key, 0, 1);
    expect(await shown(older.name)).toMatchObject({ state: 'resolved', automatic: true });
    expect((await post(`${younger.name}/unmerge`)).json()).toMatchObject({
      status: 409,
      detail: expect.stringContaining(`${older.name} is resolved`),
    });
    await clockAt(test, 30);
    await younger.tell(younger.key, 29);
    const [{ name }] = (await get('/incidents?limit=1')).json<{ items: [{ name: string }] }>()
      .items;
    expect([older.name, younger.name]).not.toContain(name);
    expect(await shown(name)).toMatchObject({ state: 'triggered', firing: 1 });
    await clockAt(test, 0);
  });

  it('chains: what was merged into the younger one goes along, and comes back with it', async () => {
    const first = await burn();
    const second = await burn();
    const made = await post('', { title: 'Nobody can pay', severity: 'page', subject: 'shop' });
    const { name } = made.json<{ name: string }>();
    await post(`${name}/merge`, { into: second.name });
    await post(`${second.name}/merge`, { into: first.name });
    expect(await shown(first.name)).toMatchObject({ firing: 2, merged: [{ name: second.name }] });
    expect((await post(`${name}/unmerge`)).json()).toMatchObject({ status: 409 });
    expect((await post(`${second.name}/unmerge`)).json()).toMatchObject({ firing: 1 });
    expect((await post(`${name}/unmerge`)).json()).toMatchObject({ state: 'triggered' });
    expect((await get('/incidents?state=open')).json()).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ name, mergedInto: null })]),
    });
  });

  it('is refused where two cannot be one, and to those who may not', async () => {
    const older = await burn();
    const younger = await burn();
    const ticket = await burn({ severity: 'ticket' });
    const foreign = await burn({ service: 'shop-ch' });
    const into = (name: string, other: string, by = anna) =>
      post(`${name}/merge`, { into: other }, by);
    for (const [name, other] of [
      [older.name, younger.name],
      [older.name, older.name],
      [ticket.name, older.name],
      [younger.name, foreign.name],
      [younger.name, 'INC-9999'],
    ] as const)
      expect((await into(name, other)).json()).toMatchObject({
        status: 400,
        errors: [{ path: 'into' }],
      });
    expect((await into(foreign.name, older.name)).statusCode).toBe(404);
    expect((await into(younger.name, older.name, viewer)).statusCode).toBe(403);
    expect((await post(`${younger.name}/unmerge`, undefined, viewer)).statusCode).toBe(403);
    await post(`${older.name}/resolution`, { despiteFiring: true });
    expect((await into(younger.name, older.name)).statusCode).toBe(409);
    expect(await shown(younger.name)).toMatchObject({ state: 'triggered', firing: 1 });
  });

  it('and deliveries at the same time leave each alert at one incident, and none uncounted', async () => {
    const older = await burn();
    const younger = await burn();
    /** As Alertmanager does: what was told to come again comes again. */
    const surely = async (one: typeof older, fingerprint: string): Promise<number> => {
      const { statusCode } = await one.tell(fingerprint, 0);
      return statusCode === 503 ? surely(one, fingerprint) : statusCode;
    };
    const [merged, ...told] = await Promise.all([
      post(`${younger.name}/merge`, { into: older.name }),
      ...Array.from({ length: 6 }, (_, n) => surely(younger, `${younger.key}-${n}`)),
      ...Array.from({ length: 3 }, (_, n) => surely(older, `${older.key}-${n}`)),
    ]);
    expect([merged.statusCode, ...told]).toEqual(Array(10).fill(200));
    expect(await shown(older.name)).toMatchObject({ firing: 1 + 3 + 1 + 6 });
    expect(await shown(younger.name)).toMatchObject({ firing: 0, state: 'resolved' });
  });
});
