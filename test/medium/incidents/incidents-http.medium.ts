import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../../../apps/api/src/audit/use-cases/unit-of-work.js';
import { AppendTimeline } from '../../../apps/api/src/incidents/use-cases/append-timeline.js';
import { systemScope } from '../../../apps/api/src/platform/kernel/scope.js';
import { asOwner, sessionOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { addSource, clockAt, deliver, rows, seedCatalog, webhook } from './incidents-context.js';

let test: TestApp;
let token: string;
let swissToken: string;
let anna: TestActor;
let bert: TestActor;
let viewer: TestActor;
let swiss: TestActor;
beforeAll(async () => {
  test = await startTestApp();
  await seedCatalog(test);
  token = await addSource(test, 'prometheus');
  swissToken = await addSource(test, 'swiss', ['CH']);
  const german = { role: 'responder', territories: ['DE'] } as const;
  const auditor = { role: 'auditor', territories: ['DE'] } as const;
  anna = await sessionOf(test, [german, auditor], 'Anna');
  bert = await sessionOf(test, [german], 'Bert');
  viewer = await sessionOf(test, [{ role: 'viewer', territories: ['DE'] }]);
  swiss = await sessionOf(test, [{ role: 'responder', territories: ['CH'] }]);
});
afterAll(() => test.close());

const get = (path: string, by = viewer) =>
  test.app.inject({ method: 'GET', url: `/api/v1${path}`, headers: { ...by.headers } });
const post = (path: string, payload: object | undefined, by = anna, headers = {}) =>
  test.app.inject({
    method: 'POST',
    url: `/api/v1${path}`,
    headers: { ...by.headers, ...headers },
    ...(payload === undefined ? {} : { payload }),
  });
const topics = () =>
  rows<{ epoch: number; open: boolean }>(
    test,
    'select epoch, open from notification_topics t join incidents i on i.topic_id = t.id order by i.number',
  );

let fingerprint = 0;
/** An incident of its own, of the shop. @returns its name and id, and the fingerprint of its alert */
async function burn(labels: Record<string, string> = {}) {
  const key = `alert-${(fingerprint += 1)}`;
  await asOwner(test, (owner) => owner.query(`update alert_groups set incident_id = null`));
  const told = { fingerprint: key, start: 0, labels };
  expect((await deliver(test, token, webhook([told]))).statusCode).toBe(200);
  const { items } = (await get('/incidents?limit=1')).json<{
    items: { id: string; name: string }[];
  }>();
  return { ...(items[0] ?? { id: '', name: '' }), fingerprint: key };
}
const end = (key: string, minute = 1) =>
  deliver(test, token, webhook([{ fingerprint: key, start: 0, end: minute }]));

interface Timeline {
  readonly items: {
    readonly kind: string;
    readonly actor: { readonly name: string };
    readonly data: object;
  }[];
  readonly brokenAt: number | null;
}
const timeline = async (name: string) =>
  (await get(`/incidents/${name}/timeline`)).json<Timeline>();
const kinds = async (name: string) => (await timeline(name)).items.map(({ kind }) => kind).join();

describe('an incident over HTTP', () => {
  it('is shown with its alerts, by id and by number', async () => {
    const { id, name } = await burn({ severity: 'critical' });
    const shown = (await get(`/incidents/${name}`)).json<object>();
    expect(shown).toMatchObject({
      id,
      name,
      state: 'triggered',
      class: 'page',
      severity: 'critical',
      territory: 'DE',
      subject: 'shop',
      slo: 'shop-availability',
      team: 'team-shop',
      source: 'prometheus',
      firing: 1,
      acknowledgedBy: null,
      alerts: [{ firing: true, endsAt: null, generatorUrl: 'http://prometheus.example/graph' }],
    });
    expect((await get(`/incidents/${id}`)).json()).toEqual(shown);
    expect((await get(`/incidents/${name.slice(4)}`)).json()).toEqual(shown);
    for (const unknown of ['INC-99999', 'x', '0190a0b0-0000-7000-8000-000000000000'])
      expect((await get(`/incidents/${unknown}`)).json()).toMatchObject({ status: 404 });
  });

  it('is taken on once: the first one counts, and no page asked for until then starts', async () => {
    const { name } = await burn();
    expect((await post(`/incidents/${name}/acknowledgement`, undefined)).json()).toMatchObject({
      state: 'acknowledged',
      acknowledgedBy: { kind: 'user', id: anna.userId, name: 'Anna' },
    });
    const key = { 'idempotency-key': 'one-for-all' };
    for (const by of [anna, bert, bert])
      expect(
        (await post(`/incidents/${name}/acknowledgement`, undefined, by, key)).json(),
      ).toMatchObject({
        acknowledgedBy: { name: 'Anna' },
      });
    expect((await topics()).at(-1)).toEqual({ epoch: 2, open: true });
    expect(
      (await post(`/incidents/${name}/unacknowledgement`, undefined, bert)).json(),
    ).toMatchObject({
      state: 'triggered',
      acknowledgedBy: null,
    });
    expect(await kinds(name)).toBe('triggered,acknowledged,unacknowledged');
    const trail = await get('/audit?action=incident.acknowledged', anna);
    expect(trail.json()).toMatchObject({
      items: [
        {
          actor: { name: 'Anna' },
          target: { name },
          territory: 'DE',
          after: { state: 'acknowledged' },
        },
      ],
    });
  });

  it('resolves with its last alert, and its pages end', async () => {
    const { name, fingerprint: key } = await burn();
    await post(`/incidents/${name}/acknowledgement`, undefined);
    await clockAt(test, 2);
    await end(key);
    expect((await get(`/incidents/${name}`)).json()).toMatchObject({
      state: 'resolved',
      automatic: true,
      acknowledgedBy: { name: 'Anna' },
      resolvedBy: { kind: 'system', name: 'prometheus' },
      firing: 0,
      alerts: [{ firing: false }],
    });
    expect((await topics()).at(-1)).toMatchObject({ open: false });
    expect(
      (await post(`/incidents/${name}/acknowledgement`, undefined, bert)).json(),
    ).toMatchObject({
      state: 'resolved',
      acknowledgedBy: { name: 'Anna' },
    });
    expect((await post(`/incidents/${name}/unacknowledgement`, undefined)).json()).toMatchObject({
      status: 409,
    });
    expect((await post(`/incidents/${name}/reopening`, undefined)).json()).toMatchObject({
      state: 'triggered',
      resolvedBy: null,
    });
    expect((await topics()).at(-1)).toEqual({ epoch: 3, open: true });
    await clockAt(test, 0);
  });

  it('is resolved by hand only by somebody who knows what fires; what fires then pages no more', async () => {
    const { name, fingerprint: key } = await burn();
    expect((await post(`/incidents/${name}/resolution`, {})).json()).toMatchObject({
      status: 409,
      detail: expect.stringMatching(/still fire: .*LeitstandBudgetBurnFast.*\.$/),
      errors: [{ path: 'despiteFiring', code: 'still-firing' }],
    });
    const body = { despiteFiring: true, note: 'known' };
    for (let n = 0; n < 2; n += 1)
      expect((await post(`/incidents/${name}/resolution`, body)).json()).toMatchObject({
        state: 'resolved',
        automatic: false,
      });
    await deliver(test, token, webhook([{ fingerprint: key, start: 0 }]));
    expect(await kinds(name)).toBe('triggered,resolved');
    await deliver(test, token, webhook([{ fingerprint: key, start: 1 }]));
    expect((await get('/incidents?state=open&limit=1')).json()).toMatchObject({
      items: [{ state: 'triggered', firing: 1 }],
    });
  });

  it('keeps what people write, and shows when somebody changed it', async () => {
    const { name, id } = await burn();
    const text = '<img src=x onerror=alert(1)> {{ 7*7 }}\nsecond line';
    const noted = await post(`/incidents/${name}/notes`, { text });
    expect(noted.statusCode).toBe(201);
    expect(await timeline(name)).toMatchObject({
      items: [{ kind: 'triggered' }, { kind: 'noted', actor: { name: 'Anna' }, data: { text } }],
      brokenAt: null,
    });
    expect((await post(`/incidents/${name}/notes`, { text: ' ' })).json()).toMatchObject({
      status: 400,
      errors: [{ path: 'text' }],
    });
    await asOwner(test, async (owner) => {
      await expect(
        owner.query(`delete from incident_events where incident_id = '${id}'`),
      ).rejects.toThrow('append-only');
      await owner.query('alter table incident_events disable trigger all');
      await owner.query(
        `update incident_events set data = '{}' where incident_id = $1 and seq = 2`,
        [id],
      );
      await owner.query('alter table incident_events enable trigger all');
    });
    expect((await timeline(name)).brokenAt).toBe(2);
  });

  it('says by name whom it names by id, to whoever may read it', async () => {
    const { name, id } = await burn();
    const people = [{ user: bert.userId, methods: 1 }, { user: randomUUID() }];
    const paged = { incidentId: id, kind: 'escalation.paged', data: { people } };
    await test.app.get(UnitOfWork).run(systemScope('test', ['DE']), (write) => {
      write.unrecorded('it stands in the timeline');
      const { actor } = write.scope;
      return test.app.get(AppendTimeline).within(write, [{ ...paged, actor }]);
    });
    expect(await timeline(name)).toMatchObject({
      items: [{ kind: 'triggered' }, { kind: 'escalation.paged', data: { people } }],
      brokenAt: null,
      people: [{ id: bert.userId, name: 'Bert' }],
    });
    expect((await get(`/incidents/${name}/timeline?limit=1`)).json()).toMatchObject({ people: [] });
  });

  it('is declared by people, and ended by them alone', async () => {
    const body = {
      title: 'Nobody can pay',
      severity: 'critical',
      subject: 'shop',
      note: 'since ten',
    };
    const made = await post('/incidents', body);
    expect([made.statusCode, made.json()]).toMatchObject([
      201,
      {
        title: 'Nobody can pay',
        class: 'page',
        source: null,
        subject: 'shop',
        territory: 'DE',
        alerts: [],
      },
    ]);
    const { name } = made.json<{ name: string }>();
    expect((await timeline(name)).items).toMatchObject([
      { kind: 'declared', actor: { name: 'Anna' }, data: { note: 'since ten' } },
    ]);
    expect((await post(`/incidents/${name}/resolution`, {})).json()).toMatchObject({
      state: 'resolved',
    });
    for (const [wrong, path] of [
      [{ ...body, subject: 'nothing' }, 'subject'],
      [{ ...body, subject: 'shop-ch' }, 'subject'],
      [{ ...body, subject: null }, 'territory'],
      [{ ...body, severity: 'warning' }, 'severity'],
      [{ ...body, title: 'two\nlines' }, 'title'],
    ] as const)
      expect((await post('/incidents', wrong)).json()).toMatchObject({
        status: 400,
        errors: [{ path }],
      });
    expect(
      (await post('/incidents', { ...body, subject: null, territory: 'CH' })).json(),
    ).toMatchObject({
      status: 403,
      errors: [{ path: 'territory' }],
    });
  });

  it('is seen, taken on and resolved in its territory only, and by those who may', async () => {
    const labels = { slo: '', service: 'shop-ch' };
    await deliver(test, swissToken, webhook([{ fingerprint: 's', start: 0, labels }]));
    const { items } = (await get('/incidents', swiss)).json<{
      items: { name: string; territory: string }[];
    }>();
    expect(items.map(({ territory }) => territory)).toEqual(['CH']);
    const { name } = items[0] ?? { name: '' };
    expect((await get('/incidents?territory=CH')).json()).toMatchObject({ items: [] });
    for (const verb of ['acknowledgement', 'unacknowledgement', 'reopening'])
      expect((await post(`/incidents/${name}/${verb}`, undefined)).statusCode).toBe(404);
    expect((await post(`/incidents/${name}/resolution`, {})).statusCode).toBe(404);
    expect((await get(`/incidents/${name}/timeline`)).statusCode).toBe(404);
    const { name: german } = await burn();
    expect((await post(`/incidents/${german}/acknowledgement`, undefined, viewer)).statusCode).toBe(
      403,
    );
    expect((await post(`/incidents/${german}/resolution`, {}, viewer)).statusCode).toBe(403);
    expect(
      (await post('/incidents', { title: 'x', severity: 'page', territory: 'DE' }, viewer))
        .statusCode,
    ).toBe(403);
  });
});

describe('the list of incidents', () => {
  it('is narrowed and read page by page, newest first', async () => {
    await burn({ severity: 'ticket' });
    const { name } = await burn();
    await post(`/incidents/${name}/acknowledgement`, undefined);
    const names = async (query: string) =>
      (await get(`/incidents${query}`)).json<{
        items: { name: string; state: string; class: string }[];
      }>().items;
    expect((await names('?state=acknowledged'))[0]?.name).toBe(name);
    expect(new Set((await names('?state=open')).map(({ state }) => state))).toEqual(
      new Set(['triggered', 'acknowledged']),
    );
    expect(new Set((await names('?class=ticket')).map((one) => one.class))).toEqual(
      new Set(['ticket']),
    );
    expect(await names('?subject=billing')).toEqual([]);
    const all = (await names('')).map((one) => one.name);
    const read: string[] = [];
    type Listed = { items: { name: string }[]; nextCursor: string | null };
    for (let cursor: string | null = ''; cursor !== null;) {
      const answer = await get(`/incidents?limit=3${cursor && `&cursor=${cursor}`}`);
      const page: Listed = answer.json<Listed>();
      read.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor;
    }
    expect(read).toEqual(all);
    expect((await get('/incidents?state=x')).json()).toMatchObject({ errors: [{ path: 'state' }] });
  });

  it('leads from one incident to those about the same at the same time', async () => {
    const ticket = await burn({ severity: 'ticket' });
    const page = await burn();
    const { related } = (await get(`/incidents/${page.name}`)).json<{
      related: { name: string }[];
    }>();
    expect(related.map(({ name }) => name)).toContain(ticket.name);
  });
});
