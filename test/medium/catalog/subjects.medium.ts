import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asOwner, sessionOf, type TestActor } from '../../harness/actors.js';
import { lockIsWaitedFor } from '../../harness/lock-waits.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';

let test: TestApp;
let editor: TestActor;

beforeAll(async () => {
  test = await startTestApp();
  editor = await sessionOf(test, [{ role: 'editor', territories: ['DE'] }]);
});
afterAll(() => test.close());

const SERVICE = { name: 'Shop', kind: 'service', territory: 'DE' };

const call = (
  method: 'GET' | 'PUT' | 'DELETE',
  path: string,
  payload?: object,
  headers: Record<string, string> = {},
  actor = editor,
) =>
  test.app.inject({
    method,
    url: `/api/v1${path}`,
    headers: { ...actor.headers, ...headers },
    ...(payload ? { payload } : {}),
  });

/** Rows of state, audit and outbox that name `slug`. */
const rowsOf = (slug: string) =>
  asOwner(test, async (client) => {
    const { rows } = await client.query<{ state: number; audit: string[]; outbox: string[] }>(
      `select (select count(*)::int from subjects where slug = $1) as state,
              array(select action from audit_events where target_kind = 'subject' and target_id = $1 order by seq) as audit,
              array(select type from outbox where ids ? $1 and type like 'subject.%' order by id) as outbox`,
      [slug],
    );
    return rows[0];
  });

const faultText = ({ path, code }: { path: string; code: string }) => `${path} ${code}`;

describe('subjects', () => {
  it('are created, read, changed and deleted, each with one row of audit and one of the outbox', async () => {
    const created = await call(
      'PUT',
      '/subjects/shop',
      { ...SERVICE, labels: { area: 'storefront' } },
      { 'if-none-match': '*' },
    );
    expect([created.statusCode, created.headers.etag]).toEqual([201, '"1"']);
    expect(created.json()).toMatchObject({
      slug: 'shop',
      kind: 'service',
      team: null,
      dependsOn: [],
      dependedOnBy: [],
      sample: false,
      version: 1,
      slos: 0,
    });

    const changed = await call(
      'PUT',
      '/subjects/shop',
      { ...SERVICE, tier: 1 },
      { 'if-match': '"1"' },
    );
    expect([changed.statusCode, changed.headers.etag]).toEqual([200, '"2"']);
    expect(changed.json()).toMatchObject({ tier: 1, labels: { area: 'storefront' } });

    const same = await call('PUT', '/subjects/shop', { ...SERVICE, tier: 1 });
    expect(same.json().version).toBe(2);
    expect(await rowsOf('shop')).toEqual({
      state: 1,
      audit: ['subject.created', 'subject.changed'],
      outbox: ['subject.changed', 'subject.changed'],
    });

    expect(
      (await call('DELETE', '/subjects/shop', undefined, { 'if-match': '"2"' })).statusCode,
    ).toBe(204);
    expect(await rowsOf('shop')).toEqual({
      state: 0,
      audit: ['subject.created', 'subject.changed', 'subject.deleted'],
      outbox: ['subject.changed', 'subject.changed', 'subject.deleted'],
    });
    expect((await call('GET', '/subjects/shop')).json()).toMatchObject({
      status: 404,
      code: 'not-found',
    });
  });

  it('leave nothing behind when a write is refused', async () => {
    await call('PUT', '/subjects/kept', SERVICE);
    const before = await rowsOf('kept');
    const stale = await call(
      'PUT',
      '/subjects/kept',
      { ...SERVICE, tier: 2 },
      { 'if-match': '"7"' },
    );
    expect([stale.statusCode, stale.json().code]).toEqual([412, 'precondition-failed']);
    const there = await call('PUT', '/subjects/kept', SERVICE, { 'if-none-match': '*' });
    expect([there.statusCode, there.json().code]).toEqual([412, 'precondition-failed']);
    const unknown = await call('PUT', '/subjects/kept', {
      ...SERVICE,
      team: 'nobody',
      environment: 'nowhere',
      dependsOn: ['kept', 'nothing'],
    });
    expect(unknown.statusCode).toBe(400);
    expect(
      unknown.json().errors.map(({ path, code }: { path: string; code: string }) => [path, code]),
    ).toEqual([
      ['dependsOn.0', 'self-dependency'],
      ['team', 'unknown-team'],
      ['environment', 'unknown-environment'],
      ['dependsOn.1', 'unknown-subject'],
    ]);
    expect(await rowsOf('kept')).toEqual(before);
  });

  it.each([
    ['/subjects/odd', { ...SERVICE, name: 'Shop\r\nBcc: x@example.org' }, 'name not-one-line'],
    ['/subjects/odd', { ...SERVICE, owner: 'Ann\u202eA' }, 'owner not-one-line'],
    ['/subjects/odd', { ...SERVICE, url: 'javascript:alert(1)' }, 'url not-a-web-address'],
    ['/subjects/odd', { ...SERVICE, url: 'https://me:pw@example.org' }, 'url not-a-web-address'],
    ['/teams/odd', { name: 'A\nB', territory: 'DE' }, 'name not-one-line'],
    ['/teams/odd', { name: 'A', territory: 'DE', contact: 'x\ty' }, 'contact not-one-line'],
  ])(
    'and teams have names of one line and addresses of web pages: %s %j',
    async (path, body, fault) => {
      const answer = await call('PUT', path, body);
      expect([answer.statusCode, ...answer.json().errors.map(faultText)]).toEqual([400, fault]);
    },
  );

  it('name every missing backup field of a data store', async () => {
    const answer = await call('PUT', '/subjects/orders-db', {
      ...SERVICE,
      kind: 'data-store',
      backup: { rpo: 'soon' },
    });
    expect(
      answer.json().errors.map(({ path, code }: { path: string; code: string }) => [path, code]),
    ).toEqual([
      ['backup.interval', 'required'],
      ['backup.rpo', 'invalid-duration'],
      ['backup.rto', 'required'],
      ['backup.restoreTestInterval', 'required'],
    ]);
    const backup = { interval: '6h', rpo: '5m', rto: '30m', restoreTestInterval: '30d' };
    const stored = await call('PUT', '/subjects/orders-db', {
      ...SERVICE,
      kind: 'data-store',
      backup,
    });
    expect([stored.statusCode, stored.json().backup]).toEqual([201, backup]);
    const service = await call('PUT', '/subjects/kept', { ...SERVICE, backup });
    expect(service.json().errors[0]).toMatchObject({ path: 'backup', code: 'not-a-data-store' });
  });

  it('cannot be deleted while another one depends on them, which is named', async () => {
    await call('PUT', '/subjects/base', SERVICE);
    await call('PUT', '/subjects/tower', { ...SERVICE, dependsOn: ['base'] });
    expect((await call('GET', '/subjects/base')).json().dependedOnBy).toEqual(['tower']);
    const refused = await call('DELETE', '/subjects/base');
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'conflict']);
    expect(refused.json().detail).toContain('tower');
    expect((await call('DELETE', '/subjects/tower')).statusCode).toBe(204);
    expect((await call('DELETE', '/subjects/base')).statusCode).toBe(204);
  });

  it('are said to be deleted, and when, to whoever could have read them', async () => {
    await call('PUT', '/subjects/was-here', SERVICE);
    await call('DELETE', '/subjects/was-here');
    const missing = async (path: string, actor?: TestActor) => {
      const answer = await call('GET', path, undefined, {}, actor);
      expect(answer.statusCode).toBe(404);
      return answer.json<{ errors?: { code: string; about: string[] }[] }>().errors;
    };
    const [deleted] = (await missing('/subjects/was-here')) ?? [];
    expect(deleted?.code).toBe('deleted');
    expect(Math.abs(Date.parse(deleted?.about[0] ?? '') - Date.now())).toBeLessThan(60_000);
    expect(await missing('/subjects/never-here')).toBeUndefined();
    const swiss = await sessionOf(test, [{ role: 'editor', territories: ['CH'] }]);
    expect(await missing('/subjects/was-here', swiss)).toBeUndefined();
  });

  it('with objectives stay in their territory', async () => {
    const both = await sessionOf(test, [{ role: 'editor', territories: ['CH', 'DE'] }]);
    await call('PUT', '/subjects/measured', SERVICE);
    const spec = {
      subject: 'measured',
      target: '99.9',
      window: { rolling: '30d' },
      indicator: { ratio: { total: 'a_total', bad: 'b_total' } },
    };
    expect((await call('PUT', '/slos/measured-answers', { spec })).statusCode).toBe(201);
    const before = await rowsOf('measured');
    const refused = await call(
      'PUT',
      '/subjects/measured',
      { ...SERVICE, territory: 'CH' },
      {},
      both,
    );
    expect([refused.statusCode, refused.json().code, refused.json().errors[0].path]).toEqual([
      409,
      'conflict',
      'territory',
    ]);
    expect(refused.json().detail).toContain('slo measured-answers of this subject');
    expect(await rowsOf('measured')).toEqual(before);
    expect((await call('DELETE', '/slos/measured-answers')).statusCode).toBe(204);
    expect((await call('GET', '/slos/measured-answers')).json()).toMatchObject({
      code: 'not-found',
      errors: [{ code: 'deleted' }],
    });
    expect(
      (await call('PUT', '/subjects/measured', { ...SERVICE, territory: 'CH' }, {}, both))
        .statusCode,
    ).toBe(200);
  });

  it('conflict with a team that goes while they are saved', async () => {
    await call('PUT', '/teams/team-going', { name: 'Going', territory: 'DE' });
    const saving = await asOwner(test, async (client) => {
      await client.query(`begin; delete from teams where slug = 'team-going'`);
      const answer = call('PUT', '/subjects/left-behind', { ...SERVICE, team: 'team-going' });
      await asOwner(test, lockIsWaitedFor);
      await client.query('commit');
      return answer;
    });
    expect([saving.statusCode, saving.json().code]).toEqual([409, 'conflict']);
    expect(await rowsOf('left-behind')).toEqual({ state: 0, audit: [], outbox: [] });
  });

  it('are listed by kind, team, label and part of a name, page by page', async () => {
    await call('PUT', '/teams/team-list', { name: 'Listed', territory: 'DE' });
    for (const slug of ['list-a', 'list-b', 'list-c'])
      await call('PUT', `/subjects/${slug}`, {
        ...SERVICE,
        name: `Listed ${slug}`,
        kind: 'website',
        team: 'team-list',
        labels: { wave: slug.slice(-1) },
      });
    const slugs = (answer: { json(): { items: { slug: string }[] } }) =>
      answer.json().items.map(({ slug }) => slug);
    expect(slugs(await call('GET', '/subjects?kind=website'))).toEqual([
      'list-a',
      'list-b',
      'list-c',
    ]);
    expect(slugs(await call('GET', '/subjects?team=team-list&label=wave%3Db'))).toEqual(['list-b']);
    expect(slugs(await call('GET', '/subjects?q=LISTED%20list-c'))).toEqual(['list-c']);
    expect(slugs(await call('GET', '/subjects?q=%25'))).toEqual([]);
    const first = await call('GET', '/subjects?team=team-list&limit=2');
    expect([slugs(first), first.json().nextCursor]).toEqual([['list-a', 'list-b'], 'list-b']);
    const second = await call('GET', '/subjects?team=team-list&limit=2&cursor=list-b');
    expect([slugs(second), second.json().nextCursor]).toEqual([['list-c'], null]);
    expect(second.json().items[0].team).toEqual({ slug: 'team-list', name: 'Listed' });
    expect((await call('GET', '/teams/team-list')).json()).toMatchObject({
      subjects: 3,
      members: [],
    });
    const used = await call('DELETE', '/teams/team-list');
    expect([used.statusCode, used.json().detail]).toEqual([
      409,
      'The team "team-list" is still needed by list-a, list-b, list-c.',
    ]);
  });
});
