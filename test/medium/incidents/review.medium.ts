import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TellIncident } from '../../../apps/api/src/incidents/use-cases/tell-incident.js';
import { DatabaseReader } from '../../../apps/api/src/platform/db/database-reader.js';
import { systemScope } from '../../../apps/api/src/platform/kernel/scope.js';
import { asOwner, sessionOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { addSource, clockAt, deliver, rows, seedCatalog, webhook } from './incidents-context.js';

let test: TestApp;
let token: string;
let anna: TestActor;
let ben: TestActor;
let viewer: TestActor;
let swiss: TestActor;
beforeAll(async () => {
  test = await startTestApp({ LEITSTAND_SMTP_URL: 'smtp://127.0.0.1:9' });
  await seedCatalog(test);
  token = await addSource(test, 'prometheus');
  const german = { role: 'responder', territories: ['DE'] } as const;
  anna = await sessionOf(test, [german, { role: 'auditor', territories: ['DE'] }], 'Anna');
  ben = await sessionOf(test, [german], 'Ben');
  viewer = await sessionOf(test, [{ role: 'viewer', territories: ['DE'] }], 'Vera');
  swiss = await sessionOf(test, [{ role: 'responder', territories: ['CH'] }], 'Sven');
});
afterAll(() => test.close());

type Method = 'GET' | 'POST' | 'PUT';
const ask = (method: Method, path: string, payload?: object, by = anna, more: object = {}) =>
  test.app.inject({
    method,
    url: `/api/v1${path}`,
    headers: { ...by.headers, ...more },
    ...(payload === undefined ? {} : { payload }),
  });
const get = (path: string, by = anna) => ask('GET', path, undefined, by);
const audited = async (action: string) =>
  (await get(`/audit?action=${action}`)).json<{ items: { target: { name: string } }[] }>().items;

let count = 0;
/** An incident of its own: begun at noon, acknowledged by Anna 5 minutes later, noted by Ben. @returns its name */
async function burn(): Promise<string> {
  await asOwner(test, (owner) => owner.query('update alert_groups set incident_id = null'));
  await clockAt(test, 1);
  await deliver(test, token, webhook([{ fingerprint: `review-${(count += 1)}`, start: 0 }]));
  const { items } = (await get('/incidents?limit=1')).json<{ items: { name: string }[] }>();
  const name = items[0]?.name ?? '';
  await clockAt(test, 5);
  await ask('POST', `/incidents/${name}/acknowledgement`);
  await ask('POST', `/incidents/${name}/notes`, { text: 'Rolled back to *4.1.2*' }, ben);
  return name;
}

/** The same, and over after 20 minutes. */
async function burnt(): Promise<string> {
  const name = await burn();
  await clockAt(test, 20);
  await ask('POST', `/incidents/${name}/resolution`, { despiteFiring: true });
  return name;
}

const TEXTS = { summary: 'Payments failed.', impact: '40 orders.', causes: 'A migration.' };

/** A review that is published. @returns the name of its incident */
async function publishedOne(): Promise<string> {
  const name = await burnt();
  await ask('PUT', `/incidents/${name}/review`, { sections: TEXTS });
  for (const state of ['in-review', 'published'])
    await ask('POST', `/incidents/${name}/review/state`, { state });
  return name;
}

describe('pins', () => {
  it('mark entries of the timeline, as often as they like, by whoever may respond', async () => {
    const name = await burn();
    const pin = (seq: number, pinned = true, by = anna) =>
      ask('POST', `/incidents/${name}/pins`, { seq, pinned }, by);
    expect((await pin(3)).json()).toEqual({ pinned: [3] });
    expect((await pin(3)).json()).toEqual({ pinned: [3] });
    expect((await pin(1, true, ben)).json()).toEqual({ pinned: [1, 3] });
    expect((await get(`/incidents/${name}/timeline`)).json()).toMatchObject({ pinned: [1, 3] });
    expect((await pin(3, false)).json()).toEqual({ pinned: [1] });
    expect((await pin(99)).json()).toMatchObject({ errors: [{ path: 'seq', code: 'no-entry' }] });
    expect((await pin(1, true, viewer)).statusCode).toBe(403);
    expect((await pin(1, true, swiss)).statusCode).toBe(404);
    expect(await audited('incident.entry-pinned')).toHaveLength(2);
    expect(await audited('incident.entry-unpinned')).toHaveLength(1);
  });
});

describe('the review of an incident', () => {
  it('begins once it is over, with what is known and nothing else', async () => {
    const name = await burn();
    const early = await ask('PUT', `/incidents/${name}/review`, {});
    expect(early.json()).toMatchObject({ status: 409, errors: [{ code: 'still-open' }] });
    await ask('POST', `/incidents/${name}/pins`, { seq: 3 });
    await clockAt(test, 20);
    await ask('POST', `/incidents/${name}/resolution`, { despiteFiring: true });
    expect((await get(`/incidents/${name}/review`)).statusCode).toBe(404);
    expect((await get(`/incidents/${name}`)).json()).toMatchObject({ review: null });

    const begun = await ask('PUT', `/incidents/${name}/review`, {});
    expect(begun.statusCode).toBe(201);
    expect(begun.headers['etag']).toBe('"1"');
    const noon = (minute: number) =>
      expect.stringContaining(`12:${String(minute).padStart(2, '0')}:`);
    expect(begun.json()).toMatchObject({
      incident: { name },
      state: 'draft',
      edition: 0,
      shown: null,
      sections: { summary: '', impact: '', causes: '', wentWell: '', wentWrong: '', lessons: '' },
      facts: {
        severity: 'page',
        automatic: false,
        resolvedBy: { name: 'Anna' },
        subjects: [{ slug: 'shop' }],
        slos: [{ slug: 'shop-availability', name: null, spent: null }],
        times: {
          startedAt: noon(0),
          detectedAt: noon(1),
          pagedAt: null,
          acknowledgedAt: noon(5),
          resolvedAt: noon(20),
          detect: null,
        },
        people: [
          { name: 'Anna', acknowledged: true, resolved: true, notes: 0 },
          { name: 'Ben', acknowledged: false, resolved: false, notes: 1 },
        ],
        pinned: [{ seq: 3, kind: 'noted', actor: { name: 'Ben' } }],
      },
    });
    const { times } = begun.json<{ facts: { times: Record<string, number> } }>().facts;
    expect(Math.round((times['acknowledge'] ?? 0) / 60)).toBe(5);
    expect(Math.round((times['resolve'] ?? 0) / 60)).toBe(20);
    expect((await get(`/incidents/${name}`)).json()).toMatchObject({ review: 'draft' });
    expect((await audited('review.started'))[0]).toMatchObject({ target: { name } });
  });

  it('is written by one at a time: who edits an old version is told', async () => {
    const name = await burnt();
    await ask('PUT', `/incidents/${name}/review`, {});
    const write = (sections: object, version: number) =>
      ask('PUT', `/incidents/${name}/review`, { sections }, anna, { 'if-match': `"${version}"` });
    expect((await write({ summary: 'One' }, 1)).json()).toMatchObject({ version: 2 });
    expect((await write({ summary: 'Two' }, 1)).statusCode).toBe(412);
    expect((await write({ impact: 'None' }, 2)).json()).toMatchObject({
      version: 3,
      sections: { summary: 'One', impact: 'None' },
    });
    expect((await write({ impact: 'None' }, 3)).json()).toMatchObject({ version: 3 });
  });

  it('goes from draft to review to published, once what it needs is written', async () => {
    const name = await burnt();
    const move = (state: string, by = anna) =>
      ask('POST', `/incidents/${name}/review/state`, { state }, by);
    expect((await move('in-review')).statusCode).toBe(404);
    await ask('PUT', `/incidents/${name}/review`, { sections: { summary: 'Failed.' } });
    expect((await move('published')).json()).toMatchObject({ errors: [{ code: 'review-unread' }] });
    expect((await move('in-review', viewer)).statusCode).toBe(403);
    expect((await move('in-review', swiss)).statusCode).toBe(404);
    expect((await move('in-review')).json()).toMatchObject({ state: 'in-review', version: 2 });
    const missing = (await move('published')).json<{ errors: { path: string }[] }>().errors;
    expect(missing.map(({ path }) => path)).toEqual(['sections.impact', 'sections.causes']);
    expect((await move('draft')).json()).toMatchObject({ state: 'draft' });
    await ask('PUT', `/incidents/${name}/review`, { sections: TEXTS });
    await move('in-review');
    expect((await move('published')).json()).toMatchObject({
      state: 'published',
      edition: 1,
      shown: { edition: 1, publishedBy: { name: 'Anna' } },
    });
    expect((await move('draft')).json()).toMatchObject({ errors: [{ code: 'review-published' }] });
    expect((await audited('review.published'))[0]).toMatchObject({ target: { name } });
  });

  it('keeps each edition as it was published, whatever is written and pinned later', async () => {
    const name = await publishedOne();
    await ask('POST', `/incidents/${name}/pins`, { seq: 1 });
    expect((await get(`/incidents/${name}/review`)).json()).toMatchObject({
      facts: { pinned: [] },
    });
    const again = await ask(
      'PUT',
      `/incidents/${name}/review`,
      { sections: { causes: 'A lock.' } },
      ben,
    );
    expect(again.json()).toMatchObject({
      edition: 2,
      shown: { edition: 2, publishedBy: { name: 'Ben' } },
      facts: { pinned: [{ seq: 1 }] },
    });
    const edition = async (number: number) =>
      (await get(`/incidents/${name}/review/editions/${number}`)).json<object>();
    expect(await edition(1)).toMatchObject({
      shown: { edition: 1, publishedBy: { name: 'Anna' } },
      sections: { causes: 'A migration.' },
      facts: { pinned: [] },
    });
    expect(await edition(2)).toMatchObject({ sections: { causes: 'A lock.' } });
    expect(await edition(3)).toMatchObject({ status: 404 });
    const empty = await ask('PUT', `/incidents/${name}/review`, { sections: { causes: '' } });
    expect(empty.json()).toMatchObject({
      errors: [{ path: 'sections.causes', code: 'section-empty' }],
    });
  });

  it('is of the incident that others turned out to be', async () => {
    const older = await burn();
    const younger = await burn();
    await ask('POST', `/incidents/${younger}/pins`, { seq: 3 });
    await ask('POST', `/incidents/${younger}/merge`, { into: older });
    await clockAt(test, 30);
    await ask('POST', `/incidents/${older}/resolution`, { despiteFiring: true });
    expect((await ask('PUT', `/incidents/${younger}/review`, {})).json()).toMatchObject({
      errors: [{ code: 'review-of-merged' }],
    });
    expect((await ask('PUT', `/incidents/${older}/review`, {})).json()).toMatchObject({
      facts: { merged: [younger], pinned: [{ incident: younger, seq: 3, kind: 'noted' }] },
    });
  });

  it('is seen where its territory is, also in the list', async () => {
    const name = await publishedOne();
    expect((await get(`/incidents/${name}/review`, viewer)).statusCode).toBe(200);
    expect((await get(`/incidents/${name}/review`, swiss)).statusCode).toBe(404);
    const listed = async (query: string, by = anna) =>
      (await get(`/reviews${query}`, by))
        .json<{ items: { incident: { name: string } }[] }>()
        .items.map(({ incident }) => incident.name);
    expect((await listed('?state=published'))[0]).toBe(name);
    expect(await listed('?state=draft')).not.toContain(name);
    expect(await listed('', swiss)).toEqual([]);
    const page = (await get('/reviews?limit=1')).json<{ nextCursor: string }>();
    expect(await listed(`?cursor=${page.nextCursor}`)).not.toContain(name);
    expect((await listed(`?cursor=${page.nextCursor}`)).length).toBeGreaterThan(0);
  });

  it('is a text in both languages, in which what people wrote is no mark-up', async () => {
    const name = await burnt();
    await ask('POST', `/incidents/${name}/pins`, { seq: 3 });
    await ask('PUT', `/incidents/${name}/review`, { sections: { summary: '# Big\n<b>x</b>' } });
    const text = async (query: string) => await get(`/incidents/${name}/review/markdown${query}`);
    const english = await text('');
    expect(english.headers['content-type']).toBe('text/markdown; charset=utf-8');
    expect(english.body).toContain(`# Review of ${name}: `);
    expect(english.body).toContain('\\# Big\\\n&lt;b&gt;x&lt;/b&gt;');
    expect(english.body).toContain('Ben: Note: Rolled back to \\*4.1.2\\*');
    expect(english.body).toContain('| First page | never |');
    expect(english.body).toContain('| Time to resolve (MTTR) | 20 min |');
    const german = (await text('?language=de&timeZone=Europe/Berlin')).body;
    expect(german).toContain(`# Nachbetrachtung von ${name}: `);
    expect(german).toContain('| Beginn | 02.03.2026, 13:00 MEZ (12:00 UTC) |');
    expect((await text('?timeZone=Nowhere')).statusCode).toBe(400);
  });
});

describe('action items', () => {
  const add = (name: string, body: object, by = anna) =>
    ask('POST', `/incidents/${name}/action-items`, body, by);
  const titles = async (query: string, by = anna) =>
    (await get(`/action-items${query}`, by))
      .json<{ items: { title: string }[] }>()
      .items.map(({ title }) => title);

  it('have an owner, a day and a link, and are done or dropped with a reason', async () => {
    const name = await burnt();
    const link = 'https://tracker.example/7';
    const made = await add(name, {
      title: 'Add a lock',
      owner: { user: ben.email },
      due: '2026-03-01',
      link,
    });
    expect(made.statusCode).toBe(201);
    const item = made.json<{ id: string }>();
    expect(item).toMatchObject({
      incident: { name },
      owner: { kind: 'user', name: 'Ben' },
      due: '2026-03-01',
      overdue: true,
      link,
      state: 'open',
      version: 1,
    });
    const change = (body: object, more: object = {}) =>
      ask('PUT', `/action-items/${item.id}`, body, anna, more);
    expect((await change({ state: 'dropped' })).json()).toMatchObject({
      errors: [{ path: 'reason', code: 'reason-needed' }],
    });
    expect(
      (await change({ state: 'dropped', reason: 'Gone.' }, { 'if-match': '"1"' })).json(),
    ).toMatchObject({
      state: 'dropped',
      reason: 'Gone.',
      overdue: false,
      closedAt: expect.any(String),
      version: 2,
    });
    expect((await change({ state: 'open' }, { 'if-match': '"1"' })).statusCode).toBe(412);
    expect((await change({ state: 'open' })).json()).toMatchObject({
      reason: null,
      closedAt: null,
    });
    expect((await change({ owner: null })).json()).toMatchObject({ owner: null });
    expect((await add(name, { title: 'x', owner: { user: viewer.email } })).json()).toMatchObject({
      errors: [{ path: 'owner.user', code: 'may-not-respond' }],
    });
    expect((await add(name, { title: 'x', owner: { team: 'no-such' } })).json()).toMatchObject({
      errors: [{ path: 'owner.team', code: 'unknown-team' }],
    });
    expect((await add(name, { title: 'x', link: 'javascript:alert(1)' })).statusCode).toBe(400);
    expect((await add(name, { title: 'x' }, viewer)).statusCode).toBe(403);
    expect((await add(name, { title: 'x' }, swiss)).statusCode).toBe(404);
    expect((await ask('PUT', `/action-items/${item.id}`, { title: 'x' }, swiss)).statusCode).toBe(
      404,
    );
    expect(await audited('action-item.created')).toHaveLength(1);
    expect(await audited('action-item.changed')).toHaveLength(3);
  });

  it('are one list, by the day on which they are due, of whom and what one asks for', async () => {
    const name = await burnt();
    await asOwner(test, (owner) => owner.query('delete from action_items'));
    const open: [string, object][] = [
      ['someday', {}],
      ['late', { due: '2026-03-01', owner: { user: ben.email } }],
      ['today', { due: '2026-03-02', owner: { user: anna.email } }],
      ['also late', { due: '2026-03-01' }],
    ];
    for (const [title, more] of open) await add(name, { title, ...more });
    const all = ['late', 'also late', 'today', 'someday'];
    expect(await titles('')).toEqual(all);
    expect(await titles(`?incident=${name}`)).toEqual(all);
    expect(await titles(`?incident=${await burnt()}`)).toEqual([]);
    expect(await titles('?overdue=true')).toEqual(['late', 'also late']);
    expect(await titles('?user=me', ben)).toEqual(['late']);
    expect(await titles(`?user=${anna.userId}`)).toEqual(['today']);
    expect(await titles('?subject=shop&state=open')).toEqual(all);
    expect(await titles('?subject=billing')).toEqual([]);
    expect(await titles('?state=done')).toEqual([]);
    expect(await titles('', swiss)).toEqual([]);
    const paged: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const page = (await get(`/action-items?limit=1${query}`)).json<{
        items: { title: string }[];
        nextCursor: string | null;
      }>();
      paged.push(...page.items.map(({ title }) => title));
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(all);
  });

  it('tell whoever they are given to, once, and nobody of what they took themselves', async () => {
    const name = await burnt();
    const given = (who: TestActor, id: string) =>
      rows<{ kind: string }>(
        test,
        'select kind from notifications where user_id = $1 and topic_id = $2',
        who.userId,
        id,
      );
    const { id } = (await add(name, { title: 'Lock', owner: { user: anna.email } })).json<{
      id: string;
    }>();
    expect(await given(anna, id)).toEqual([]);
    await ask('PUT', `/action-items/${id}`, { owner: { user: ben.email } });
    await ask('PUT', `/action-items/${id}`, { due: '2026-04-01' });
    expect(await given(ben, id)).toEqual([{ kind: 'status' }]);
    const said = (who: TestActor) =>
      test.app.get(DatabaseReader).read(systemScope('test', ['DE']), (tx) =>
        test.app.get(TellIncident).contentsOf(tx, [
          {
            topicId: id,
            userId: who.userId,
            kind: 'status',
            reader: { locale: 'de', timeZone: null },
          },
        ]),
      );
    const title = `Ihnen übertragen: Lock (${name})`;
    expect(await said(ben)).toMatchObject([{ title, path: `/incidents/${name}/review` }]);
    expect(await said(anna)).toEqual([null]);
    await ask('PUT', `/action-items/${id}`, { state: 'done' });
    expect(await said(ben)).toEqual([null]);
  });
});
