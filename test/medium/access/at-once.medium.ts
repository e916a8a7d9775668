import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WatchAccess } from '../../../apps/api/src/access/use-cases/watch-access.js';
import { PrincipalCache } from '../../../apps/api/src/access/db/principal-cache.js';
import { asOwner, sessionOf, tokenOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { startTwin } from '../../harness/twin.js';
import { until } from '../../harness/until.js';

/** Far below the five seconds that a process remembers somebody. */
const AT_ONCE_MS = 2000;

let test: TestApp;
let twin: TestApp['app'];
let admin: TestActor;
beforeAll(async () => {
  test = await startTestApp();
  twin = await startTwin();
  admin = await sessionOf(test, [{ role: 'admin', territories: ['CH', 'DE'] }], 'Bea');
  await until('both processes hear of changes', () =>
    [test.app, twin].every((app) => Reflect.get(app.get(PrincipalCache), 'hears') === true),
  );
});
afterAll(async () => {
  await twin.close();
  await test.close();
});

const me = (app: TestApp['app'], { headers }: TestActor) =>
  app.inject({ method: 'GET', url: '/api/v1/me', headers });
const statusOf = async (actor: TestActor) => (await me(twin, actor)).statusCode;
const patch = (id: string, payload: object) =>
  test.app.inject({ method: 'PATCH', url: `/api/v1/users/${id}`, payload, headers: admin.headers });

/** What one process changes, the other must see long before its memory ends. */
async function sees(what: string, condition: () => Promise<boolean>): Promise<void> {
  await until(what, condition, AT_ONCE_MS);
}

describe('what one process changes holds in all others at once', () => {
  it('remembers somebody in the first place, so that the tests below look at something', async () => {
    const user = await sessionOf(test, [{ role: 'viewer', territories: ['DE'] }]);
    expect(await statusOf(user)).toBe(200);
    let asked = 0;
    await twin.get(PrincipalCache).get('probe', () => {
      asked += 1;
      return Promise.resolve({ ok: false, error: 'session-unknown' } as const);
    });
    expect(asked).toBe(1);
    expect(
      (Reflect.get(twin.get(PrincipalCache), 'answers') as Map<string, unknown>).size,
    ).toBeGreaterThan(0);
  });

  it('a role and a territory that were taken', async () => {
    const user = await sessionOf(test, [{ role: 'editor', territories: ['CH', 'DE'] }]);
    expect((await me(twin, user)).json().territories).toEqual(['CH', 'DE']);
    await patch(user.userId, { grants: [{ role: 'viewer', territories: ['CH'] }] });
    await sees('the grants that are left', async () => {
      const { territories, permissions } = (await me(twin, user)).json();
      return territories.join() === 'CH' && !permissions.includes('slo:write');
    });
  });

  it('a disabled account, with its sessions and its tokens', async () => {
    const user = await sessionOf(test, [{ role: 'viewer', territories: ['DE'] }]);
    const token = await tokenOf(
      test,
      [{ role: 'viewer', territories: ['DE'] }],
      ['slo:read'],
      ['DE'],
    );
    expect([await statusOf(user), await statusOf(token)]).toEqual([200, 200]);
    await patch(user.userId, { disabled: true });
    await patch(token.userId, { disabled: true });
    await sees(
      'nobody let in',
      async () => (await statusOf(user)) === 401 && (await statusOf(token)) === 401,
    );
    await patch(user.userId, { disabled: false });
    expect(await statusOf(user)).toBe(401);
  });

  it('a revoked token', async () => {
    const command = { name: 'ci', scopes: ['slo:read'], territories: ['DE'], expiresAt: null };
    const made = (
      await test.app.inject({
        method: 'POST',
        url: '/api/v1/tokens',
        payload: command,
        headers: admin.headers,
      })
    ).json();
    const token = { userId: '', email: '', headers: { authorization: `Bearer ${made.token}` } };
    expect(await statusOf(token)).toBe(200);
    await test.app.inject({
      method: 'DELETE',
      url: `/api/v1/tokens/${made.id}`,
      headers: admin.headers,
    });
    await sees('the token refused', async () => (await statusOf(token)) === 401);
  });

  it('a session that was signed out of', async () => {
    const user = await sessionOf(test, [{ role: 'viewer', territories: ['DE'] }]);
    expect(await statusOf(user)).toBe(200);
    const out = await test.app.inject({
      method: 'POST',
      url: '/api/auth/sign-out',
      payload: {},
      headers: { ...user.headers, origin: 'http://127.0.0.1:4700' },
    });
    expect(out.statusCode).toBe(200);
    await sees('the session ended', async () => (await statusOf(user)) === 401);
  });

  it('what somebody changes in the database by hand', async () => {
    const user = await sessionOf(test, [{ role: 'admin', territories: ['DE'] }]);
    expect((await me(twin, user)).json().permissions).toContain('user:write');
    await asOwner(test, (client) =>
      client.query("delete from user_grants where user_id = $1 and role = 'admin'", [user.userId]),
    );
    await sees(
      'no permission left',
      async () => !(await me(twin, user)).json().permissions.includes('user:write'),
    );
  });

  it('also while its ear was cut off: then it remembers nobody, and it listens again', async () => {
    const user = await sessionOf(test, [{ role: 'editor', territories: ['DE'] }]);
    expect(await statusOf(user)).toBe(200);
    const heard: number[] = [];
    twin.get(WatchAccess).execute(() => heard.push(1));
    await asOwner(test, (client) =>
      client.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'leitstand-listen-leitstand_access' and datname = current_database()",
      ),
    );
    await until(
      'deaf, or hearing again',
      () => Reflect.get(twin.get(PrincipalCache), 'hears') === false || heard.length > 0,
    );
    await patch(user.userId, { grants: [] });
    expect((await me(twin, user)).json().grants).toEqual([]);
    await until('hearing again', () => heard.length > 0);
  });
});
