import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sessionOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { World, type WorldWorker } from '../../harness/world.js';

const NOON = '2026-03-02T12:00:00Z';

let test: TestApp;
let editor: TestActor;
let viewer: TestActor;

beforeAll(async () => {
  test = await startTestApp();
  editor = await sessionOf(test, [{ role: 'editor', territories: ['DE'] }], 'Greta');
  viewer = await sessionOf(test, [{ role: 'viewer', territories: ['CH', 'DE'] }]);
});
afterAll(() => test.close());

const at = (slug: string) => `/api/v1/widgets/${slug}`;
const put = (slug: string, payload: object, headers: Record<string, string> = {}, by = editor) =>
  test.app.inject({
    method: 'PUT',
    url: at(slug),
    payload,
    headers: { ...by.headers, ...headers },
  });
const get = (url: string, by = viewer) =>
  test.app.inject({ method: 'GET', url, headers: { ...by.headers } });
const remove = (slug: string, headers: Record<string, string> = {}) =>
  test.app.inject({ method: 'DELETE', url: at(slug), headers: { ...editor.headers, ...headers } });

describe('a widget over HTTP', () => {
  it('is made, read, listed, changed on top of what was read, and deleted', async () => {
    const made = await put('one', { name: 'One', territory: 'DE' }, { 'if-none-match': '*' });
    expect([made.statusCode, made.headers.etag]).toEqual([201, '"1"']);
    expect((await get(at('one'))).json()).toMatchObject({
      slug: 'one',
      name: 'One',
      note: '',
      endsAt: null,
      endedAt: null,
      version: 1,
    });
    expect((await get('/api/v1/widgets')).json().items).toHaveLength(1);
    const change = { name: 'Uno', territory: 'DE' };
    expect((await put('one', change, { 'if-match': '"1"' })).statusCode).toBe(200);
    expect((await put('one', change, { 'if-match': '"1"' })).json()).toMatchObject({
      status: 412,
      code: 'precondition-failed',
    });
    expect((await remove('one', { 'if-match': '"2"' })).statusCode).toBe(204);
    expect((await get(at('one'))).statusCode).toBe(404);
  });

  it('names the field that is wrong, and keeps nothing', async () => {
    expect((await put('two', { name: '', territory: 'DE' })).json()).toMatchObject({
      status: 400,
      errors: [{ path: 'name' }],
    });
    expect((await get(at('two'))).statusCode).toBe(404);
  });

  it('is written in one’s own territories, by those who may', async () => {
    expect((await put('swiss', { name: 'S', territory: 'CH' })).statusCode).toBe(403);
    expect((await put('one', { name: 'One', territory: 'DE' }, {}, viewer)).statusCode).toBe(403);
  });
});

describe('a widget whose time has come', () => {
  let world: World;
  let worker: WorldWorker;
  beforeAll(async () => {
    world = await World.begin({ at: new Date(NOON) });
    worker = await world.worker();
    await world.owner.query(
      `insert into widgets (id, slug, name, territory, note, ends_at, version, created_at, updated_at)
       select gen_random_uuid(), slug, slug, 'DE', '', $1::timestamptz + minutes * interval '1 minute', 1, $1, $1
         from (values ('soon', 5), ('late', 500)) as t(slug, minutes)`,
      [NOON],
    );
  }, 60_000);
  afterAll(() => world.close());

  it('ends by itself, and the trail says so', async () => {
    await world.advance('4m');
    const ended = async () => {
      const { rows } = await world.owner.query<{ slug: string }>(
        'select slug from widgets where ended_at is not null',
      );
      return rows.map(({ slug }) => slug);
    };
    expect(await ended()).toEqual([]);
    await world.advance('2m');
    expect(await ended()).toEqual(['soon']);
    const { rows } = await world.owner.query(
      `select actor_id, action, target_name from audit_events where action like 'widget.%'`,
    );
    expect(rows).toEqual([
      { actor_id: 'system:widgets', action: 'widget.changed', target_name: 'soon' },
    ]);
    worker.kill();
  });
});
