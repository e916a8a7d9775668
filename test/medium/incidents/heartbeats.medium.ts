import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asOwner, sessionOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { seedCatalog } from './incidents-context.js';

let test: TestApp;
let editor: TestActor;
let swiss: TestActor;
let viewer: TestActor;
beforeAll(async () => {
  test = await startTestApp();
  await seedCatalog(test);
  editor = await sessionOf(test, [{ role: 'editor', territories: ['DE'] }]);
  swiss = await sessionOf(test, [{ role: 'editor', territories: ['CH'] }]);
  viewer = await sessionOf(test, [{ role: 'viewer', territories: ['DE'] }]);
});
afterAll(() => test.close());

const at = (slug: string) => `/api/v1/heartbeats/${slug}`;
const call = (
  method: 'GET' | 'PUT' | 'POST' | 'DELETE',
  url: string,
  by = editor,
  payload?: object,
) => test.app.inject({ method, url, headers: { ...by.headers }, ...(payload ? { payload } : {}) });
const ping = (authorization: string) =>
  test.app.inject({
    method: 'POST',
    url: '/api/v1/integrations/heartbeat',
    headers: { authorization },
  });
const BACKUP = { name: 'Nightly backup', subject: 'billing', intervalSeconds: 86_400 };

describe('a heartbeat', () => {
  it('is made, gets a token that is shown once, is heard, and is deleted', async () => {
    const made = await call('PUT', at('backup'), editor, BACKUP);
    expect([made.statusCode, made.json()]).toEqual([
      201,
      expect.objectContaining({ ...BACKUP, graceSeconds: 60, territory: 'DE', lastPingAt: null }),
    ]);
    const { token } = (await call('POST', `${at('backup')}/token`)).json<{ token: string }>();
    expect(token).toMatch(/^lhb_[\w-]{43}$/);
    const heard = await ping(`Bearer ${token}`);
    expect([heard.statusCode, heard.json()]).toEqual([200, { heartbeat: 'backup' }]);
    const shown = await call('GET', at('backup'), viewer);
    expect(shown.json()).toMatchObject({
      tokenPrefix: token.slice(0, 12),
      lastPingAt: expect.any(String),
      silent: false,
    });
    expect(shown.body).not.toContain(token);
    expect((await call('DELETE', '/api/v1/subjects/billing')).json()).toMatchObject({
      status: 409,
      detail: expect.stringContaining('heartbeat'),
    });
    const { token: next } = (await call('POST', `${at('backup')}/token`)).json<{ token: string }>();
    expect((await ping(`Bearer ${token}`)).statusCode).toBe(401);
    expect((await ping(`Bearer ${next}`)).statusCode).toBe(200);
    expect((await call('DELETE', at('backup'))).statusCode).toBe(204);
    expect((await ping(`Bearer ${next}`)).statusCode).toBe(401);
  });

  it('says whether it is late, once it was given a token', async () => {
    await call('PUT', at('late'), editor, { ...BACKUP, intervalSeconds: 60, graceSeconds: 30 });
    const isSilent = async () => (await call('GET', at('late'))).json<{ silent: boolean }>().silent;
    const before = (seconds: number) =>
      asOwner(test, (owner) =>
        owner.query(
          `update alert_heartbeats set updated_at = leitstand_now() - make_interval(secs => $1),
             token_made_at = case when token_made_at is null then null else leitstand_now() - make_interval(secs => $1) end
           where slug = 'late'`,
          [seconds],
        ),
      );
    await before(91);
    expect(await isSilent()).toBe(false);
    const { token } = (await call('POST', `${at('late')}/token`)).json<{ token: string }>();
    await before(89);
    expect(await isSilent()).toBe(false);
    await before(91);
    expect(await isSilent()).toBe(true);
    const listed = await call('GET', '/api/v1/heartbeats', viewer);
    expect(listed.json<{ items: object[] }>().items).toContainEqual(
      expect.objectContaining({ slug: 'late', silent: true }),
    );
    await ping(`Bearer ${token}`);
    expect(await isSilent()).toBe(false);
    await call('DELETE', at('late'));
  });

  it("is nobody's who may not write where its subject lies", async () => {
    await call('PUT', at('guarded'), editor, BACKUP);
    expect((await call('PUT', at('other'), viewer, BACKUP)).statusCode).toBe(403);
    expect((await call('GET', at('guarded'), swiss)).statusCode).toBe(404);
    expect((await call('POST', `${at('guarded')}/token`, swiss)).statusCode).toBe(404);
    expect((await call('PUT', at('other'), swiss, BACKUP)).json()).toMatchObject({
      errors: [{ path: 'subject', code: 'unknown-subject' }],
    });
  });

  it.each<[string, object, string]>([
    ['an interval of seconds', { intervalSeconds: 5 }, 'intervalSeconds'],
    ['no end of patience', { graceSeconds: 1e9 }, 'graceSeconds'],
    ['a subject that there is not', { subject: 'nothing' }, 'subject'],
  ])('has not %s', async (_, change, path) => {
    const refused = await call('PUT', at('wrong'), editor, { ...BACKUP, ...change });
    expect(refused.json()).toMatchObject({ status: 400, errors: [{ path }] });
  });
});
