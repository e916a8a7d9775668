import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asOwner, sessionOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { applyOf } from '../catalog/catalog-calls.js';
import { callsOf, scheduleOf, type Call } from './oncall-calls.js';

let test: TestApp;
let call: Call;
let editor: TestActor;
let everywhere: TestActor;
let swiss: TestActor;
let ann: TestActor;
let ben: TestActor;
let viewer: TestActor;

beforeAll(async () => {
  test = await startTestApp();
  call = callsOf(test);
  const person = (role: 'editor' | 'responder' | 'viewer', territories: string[], name: string) =>
    sessionOf(test, [{ role, territories }], name);
  editor = await person('editor', ['DE'], 'Edith');
  everywhere = await person('editor', ['CH', 'DE'], 'Eve');
  swiss = await person('editor', ['CH'], 'Urs');
  ann = await person('responder', ['CH', 'DE'], 'Ann');
  ben = await person('responder', ['DE'], 'Ben');
  viewer = await person('viewer', ['CH', 'DE'], 'Vera');
  await call(everywhere, 'PUT', '/teams/shop', { name: 'Shop', territory: 'DE' });
});
afterAll(() => test.close());

const seen = async (actor: TestActor, slug: string) =>
  (await call(actor, 'GET', `/schedules/${slug}`)).statusCode;

describe('a schedule over HTTP', () => {
  it('is made, read, listed, changed on top of what was read, and deleted', async () => {
    const made = await call(
      editor,
      'PUT',
      '/schedules/shop',
      scheduleOf([ann, ben], { team: 'shop', labels: { rota: 'night' } }),
      { 'if-none-match': '*' },
    );
    expect([made.statusCode, made.headers.etag]).toEqual([201, '"1"']);
    const one = (await call(viewer, 'GET', '/schedules/shop')).json();
    expect(one).toMatchObject({
      slug: 'shop',
      team: 'shop',
      timeZone: 'Europe/Berlin',
      sample: false,
      version: 1,
      layers: [
        {
          name: 'first',
          restrictions: [],
          turns: 'calendar',
          rotation: {
            every: 1,
            members: [
              { id: ann.userId, name: 'Ann', email: ann.email, active: true },
              { id: ben.userId, name: 'Ben' },
            ],
          },
        },
      ],
    });
    for (const q of ['sHo', 'rota%3DNight'])
      expect((await call(viewer, 'GET', `/schedules?q=${q}`)).json().items).toEqual([one]);
    expect((await call(viewer, 'GET', '/schedules?territory=CH')).json().items).toEqual([]);

    const change = scheduleOf([ben]);
    const second = await call(editor, 'PUT', '/schedules/shop', change, { 'if-match': '"1"' });
    expect(second.json()).toMatchObject({ version: 2, team: 'shop' });
    const same = await call(editor, 'PUT', '/schedules/shop', change, { 'if-match': '"2"' });
    expect([same.statusCode, same.headers.etag]).toEqual([200, '"2"']);
    expect(
      (await call(editor, 'PUT', '/schedules/shop', change, { 'if-match': '"1"' })).json(),
    ).toMatchObject({ status: 412, code: 'precondition-failed' });
    expect(
      (await call(editor, 'DELETE', '/schedules/shop', undefined, { 'if-match': '"1"' }))
        .statusCode,
    ).toBe(412);
    expect(
      (await call(editor, 'DELETE', '/schedules/shop', undefined, { 'if-match': '"2"' }))
        .statusCode,
    ).toBe(204);
    expect(await seen(editor, 'shop')).toBe(404);
    const trail = await asOwner(test, async (client) => {
      const { rows } = await client.query<{ action: string }>(
        "select action from audit_events where action like 'schedule.%' order by seq",
      );
      return rows.map(({ action }) => action);
    });
    expect(trail).toEqual(['schedule.created', 'schedule.changed', 'schedule.deleted']);
  });

  const rotation = { turn: 'weekly', handoff: '09:00', anchor: '2026-01-05' };
  const withRotation = (change: object) => (people: TestActor[]) => {
    const members = people.map(({ email }) => email);
    return { layers: [{ name: 'first', rotation: { ...rotation, members, ...change } }] };
  };
  it.each<[string, string, (people: TestActor[]) => object]>([
    ['timeZone', 'custom', () => ({ timeZone: 'Europe/Atlantis' })],
    ['timeZone', 'custom', () => ({ timeZone: '+01:00' })],
    ['team', 'unknown-team', () => ({ team: 'nobody' })],
    ['layers', 'too-small', () => ({ layers: [] })],
    ['layers.0.rotation.handoff', 'invalid-format', withRotation({ handoff: '24:00' })],
    ['layers.0.rotation.anchor', 'invalid-format', withRotation({ anchor: '2026-02-30' })],
    ...['2026-12-14', '2026-12-14T09:00Z', '2026-12-14T09:00:30', '1812-12-14T09:00'].map(
      (effectiveFrom): [string, string, (people: TestActor[]) => object] => [
        'layers.0.effectiveFrom',
        /^1812|Z$/.test(effectiveFrom) ? 'custom' : 'invalid-format',
        (people) => ({
          layers: [{ ...withRotation({})(people).layers[0], effectiveFrom }],
        }),
      ],
    ),
    ['layers.0.rotation.every', 'too-small', withRotation({ every: 0 })],
    ['layers.0.rotation.turn', 'invalid-value', withRotation({ turn: 'yearly' })],
    ['layers.0.rotation.members', 'too-small', withRotation({ members: [] })],
    [
      'layers.0.rotation.members.0',
      'not-a-responder',
      withRotation({ members: ['nobody@example.org'] }),
    ],
    [
      'layers.0.restrictions.0.days.0',
      'invalid-value',
      (people) => ({
        layers: [
          {
            ...withRotation({})(people).layers[0],
            restrictions: [{ days: ['mon'], from: '09:00', to: '17:00' }],
          },
        ],
      }),
    ],
    [
      'layers.1.name',
      'duplicate',
      (people) => ({ layers: [0, 1].flatMap(() => withRotation({})(people).layers) }),
    ],
  ])('names %s (%s) when it is wrong, and keeps nothing', async (path, code, change) => {
    const people = [ann, ben];
    const answer = await call(
      editor,
      'PUT',
      '/schedules/wrong',
      scheduleOf(people, change(people)),
    );
    expect(answer.json()).toMatchObject({ status: 400, errors: [{ path, code }] });
    expect(await seen(editor, 'wrong')).toBe(404);
  });

  it('has members only who can act where it is', async () => {
    const refused = await call(editor, 'PUT', '/schedules/who', scheduleOf([ann, viewer, swiss]));
    expect(refused.json()).toMatchObject({
      status: 400,
      errors: [
        { path: 'layers.0.rotation.members.1', code: 'not-a-responder' },
        { path: 'layers.0.rotation.members.2', code: 'not-a-responder' },
      ],
    });
    const gone = await sessionOf(test, [{ role: 'responder', territories: ['DE'] }], 'Gone');
    const body = scheduleOf([gone]);
    expect((await call(editor, 'PUT', '/schedules/who', body)).statusCode).toBe(201);
    await asOwner(test, (client) =>
      client.query('update users set disabled_at = now() where id = $1', [gone.userId]),
    );
    expect((await call(editor, 'PUT', '/schedules/who', body)).statusCode).toBe(200);
    const changed = { ...body, name: 'Who' };
    expect((await call(editor, 'PUT', '/schedules/who', changed)).json()).toMatchObject({
      status: 400,
      errors: [{ path: 'layers.0.rotation.members.0', code: 'not-a-responder' }],
    });
    expect(
      (await call(editor, 'GET', '/schedules/who')).json().layers[0].rotation.members,
    ).toMatchObject([{ name: 'Gone', active: false }]);
  });
});

describe('a schedule that is not saved yet', () => {
  const WEEK = 'from=2026-03-02T00:00:00Z&to=2026-03-09T00:00:00Z';
  const preview = (actor: TestActor, slug: string, body: object, query = WEEK) =>
    call(actor, 'POST', `/schedules/${slug}/preview?${query}`, body);

  it('says who would be on call, by the resolver of those that are, and nothing is kept', async () => {
    const body = scheduleOf([ann, ben]);
    const asked = await preview(editor, 'later', body);
    expect(asked.statusCode).toBe(200);
    expect(await seen(editor, 'later')).toBe(404);
    await call(editor, 'PUT', '/schedules/later', body);
    const saved = (await call(editor, 'GET', `/schedules/later/shifts?${WEEK}`)).json();
    expect(saved.shifts.length).toBe(8);
    expect(asked.json()).toEqual(saved);
  });

  it('lists what it would leave open, and knows who stands in on the one that is there', async () => {
    const restrictions = [{ days: ['monday', 'tuesday'], from: '09:00', to: '17:00' }];
    const [layer] = scheduleOf([ann]).layers;
    const later = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
    const cover = { user: ben.email, start: later(1), end: later(3) };
    const made = await call(editor, 'POST', '/schedules/later/overrides', cover);
    expect(made.statusCode).toBe(201);
    const body = scheduleOf([ann], { layers: [{ ...layer, restrictions }] });
    const week = (await preview(editor, 'later', body)).json();
    expect(week.gaps).toEqual([
      { start: '2026-03-02T00:00:00.000Z', end: '2026-03-02T08:00:00.000Z' },
      { start: '2026-03-02T16:00:00.000Z', end: '2026-03-03T08:00:00.000Z' },
      { start: '2026-03-03T16:00:00.000Z', end: '2026-03-09T00:00:00.000Z' },
    ]);
    const soon = (await preview(editor, 'later', body, `from=${later(0)}&to=${later(4)}`)).json();
    const { start, end } = made.json() as { start: string; end: string };
    expect(soon.shifts).toContainEqual(
      expect.objectContaining({ user: expect.objectContaining({ name: 'Ben' }), start, end }),
    );
  });

  it('is refused for what a save would be refused for, at the same fields', async () => {
    const wrong = scheduleOf([ann, viewer], { team: 'nobody' });
    const errors = [
      { path: 'team', code: 'unknown-team' },
      { path: 'layers.0.rotation.members.1', code: 'not-a-responder' },
    ];
    expect((await preview(editor, 'wrong', wrong)).json()).toMatchObject({ status: 400, errors });
    const long = 'from=2026-03-02T00:00:00Z&to=2027-04-09T00:00:00Z';
    expect((await preview(editor, 'later', scheduleOf([ann]), long)).json()).toMatchObject({
      status: 400,
      errors: [{ path: 'to', code: 'too-long' }],
    });
    expect((await preview(viewer, 'later', scheduleOf([ann]))).statusCode).toBe(403);
    const abroad = scheduleOf([ann], { territory: 'CH' });
    expect((await preview(editor, 'later', abroad)).json()).toMatchObject({
      status: 403,
      errors: [{ path: 'territory', code: 'territory-not-yours' }],
    });
  });
});

describe('territories', () => {
  it('keep schedules, their overrides and who is on call to those who may see them', async () => {
    expect((await call(everywhere, 'PUT', '/schedules/de', scheduleOf([ann]))).statusCode).toBe(
      201,
    );
    for (const path of ['', '/shifts?from=2026-03-01&to=2026-03-02', '/overrides']) {
      expect((await call(swiss, 'GET', `/schedules/de${path}`)).statusCode).toBe(404);
      expect((await call(viewer, 'GET', `/schedules/de${path}`)).statusCode).toBe(200);
    }
    expect((await call(swiss, 'GET', '/on-call')).json().items).toEqual([]);
    expect((await call(swiss, 'GET', '/schedules')).json().items).toEqual([]);
    expect((await call(swiss, 'DELETE', '/schedules/de')).statusCode).toBe(404);
    expect(
      (await call(swiss, 'PUT', '/schedules/de', scheduleOf([ann], { territory: 'CH' }))).json(),
    ).toMatchObject({ status: 409, errors: [{ path: 'slug', code: 'name-taken' }] });
    expect((await call(swiss, 'PUT', '/schedules/ch', scheduleOf([ann]))).json()).toMatchObject({
      status: 403,
      errors: [{ path: 'territory', code: 'territory-not-yours' }],
    });
    expect((await call(viewer, 'PUT', '/schedules/x', scheduleOf([ann]))).statusCode).toBe(403);
  });

  it('are left with all that hangs on a schedule', async () => {
    await call(everywhere, 'PUT', '/schedules/moving', scheduleOf([ann]));
    const later = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
    const cover = { user: ann.email, start: later(1), end: later(2) };
    const made = await call(everywhere, 'POST', '/schedules/moving/overrides', cover);
    expect(made.statusCode).toBe(201);
    const moved = await call(
      everywhere,
      'PUT',
      '/schedules/moving',
      scheduleOf([ann], { territory: 'CH' }),
    );
    expect(moved.json()).toMatchObject({ territory: 'CH', version: 2 });
    const there = await call(swiss, 'GET', '/schedules/moving/overrides');
    expect(there.json().items).toMatchObject([{ user: { name: 'Ann' } }]);
    expect((await call(swiss, 'GET', '/schedules/moving')).json().layers).toMatchObject([
      { rotation: { members: [{ name: 'Ann' }] } },
    ]);
    expect(await seen(editor, 'moving')).toBe(404);
    expect((await call(swiss, 'DELETE', '/schedules/moving')).statusCode).toBe(204);
  });
});

describe('a team', () => {
  it('that has schedules is not deleted', async () => {
    await call(editor, 'PUT', '/teams/busy', { name: 'Busy', territory: 'DE' });
    await call(editor, 'PUT', '/schedules/busy', scheduleOf([ann], { team: 'busy' }));
    expect((await call(editor, 'DELETE', '/teams/busy')).json()).toMatchObject({
      status: 409,
      detail: 'The team "busy" is still needed by schedule busy.',
    });
    await call(editor, 'DELETE', '/schedules/busy');
    expect((await call(editor, 'DELETE', '/teams/busy')).statusCode).toBe(204);
  });
});

describe('a layer that takes effect later', () => {
  const beginning = (effectiveFrom: string | null) => {
    const [layer] = scheduleOf([ann]).layers;
    return scheduleOf([ann], { layers: [{ ...layer, effectiveFrom }] });
  };
  const [from, begin, to] = [
    '2026-12-01T00:00:00.000Z',
    '2026-12-14T08:00:00.000Z',
    '2027-01-01T00:00:00.000Z',
  ];

  it('has a gap before it in the preview, over the API and in what is saved', async () => {
    const window = `from=${from}&to=${to}`;
    const gaps = [{ start: from, end: begin }];
    const shifts = [{ user: { name: 'Ann' }, start: begin, end: to }];
    const body = beginning('2026-12-14T09:00');
    const preview = await call(editor, 'POST', `/schedules/starts/preview?${window}`, body);
    expect(preview.json()).toMatchObject({ gaps, shifts });
    expect((await call(editor, 'PUT', '/schedules/starts', body)).statusCode).toBe(201);
    const saved = (await call(editor, 'GET', '/schedules/starts')).json();
    expect(saved.layers[0].effectiveFrom).toBe('2026-12-14T09:00');
    const answer = await call(editor, 'GET', `/schedules/starts/shifts?${window}`);
    expect(answer.json()).toMatchObject({ gaps, shifts });
  });

  it('counts as it always did where none is given, also where it was saved before there was one', async () => {
    const { layers } = scheduleOf([ann]);
    const made = await call(editor, 'PUT', '/schedules/ever', scheduleOf([ann], { layers }));
    expect(made.json().layers[0].effectiveFrom).toBeNull();
    await asOwner(test, (client) =>
      client.query(
        `update schedules set layers = jsonb_build_array((layers -> 0) - 'effectiveFrom') where slug = 'ever'`,
      ),
    );
    const before = (await call(editor, 'GET', '/schedules/ever')).json();
    expect(before.layers[0].effectiveFrom).toBeNull();
    const again = await call(editor, 'PUT', '/schedules/ever', beginning(null));
    expect(again.json().version).toBe(before.version);
    const answer = await call(editor, 'GET', `/schedules/ever/shifts?from=${from}&to=${to}`);
    expect(answer.json().gaps).toEqual([]);
  });
});

describe('documents of kind Schedule', () => {
  const document = (members: string) => `apiVersion: leitstand/v1
kind: Schedule
metadata: { name: nights, displayName: Nights }
spec:
  territory: DE
  team: night
  timeZone: Europe/Berlin
  layers:
    - name: first
      effectiveFrom: 2026-03-02T09:00
      rotation: { turn: weekly, handoff: 09:00, anchor: 2026-01-05, members: [${members}] }
      restrictions:
        - { days: [friday, saturday], from: 22:00, to: 06:00 }
      turns: worked
---
apiVersion: leitstand/v1
kind: Team
metadata: { name: night }
spec: { territory: DE }
`;

  it('are applied, exported, and applied again without a change', async () => {
    const apply = applyOf(test, editor);
    const applied = (await apply(document(`${ann.email}, ${ben.email}`))).json();
    expect(applied.documents.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      'created',
      'created',
    ]);
    const exported = await call(editor, 'GET', '/catalog/export');
    const text = exported.body.split('---\n').find((one) => one.includes('name: nights')) ?? '';
    expect(text).toMatch(/effectiveFrom: ['"]?2026-03-02T09:00['"]?\n/);
    expect(text).toContain(`members:\n          - ${ann.email}\n          - ${ben.email}`);
    const again = (await apply(text)).json().documents;
    expect(again).toMatchObject([{ kind: 'Schedule', name: 'nights', outcome: 'unchanged' }]);
  });

  it('name the field and its line, and say who cannot be on call', async () => {
    const answer = await applyOf(test, editor)(document(`${ann.email}, ${viewer.email}`));
    expect(answer.json()).toMatchObject({
      status: 400,
      errors: [{ path: 'documents.0.spec.layers.0.rotation.members.1', code: 'not-a-responder' }],
    });
    expect(answer.json().errors[0].message).toMatch(/^line 11: /);
  });
});
