import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asOwner, sessionOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';

let test: TestApp;
let actor: TestActor;
beforeAll(async () => {
  test = await startTestApp({
    LEITSTAND_OIDC_ISSUER: 'http://127.0.0.1:1',
    LEITSTAND_OIDC_CLIENT_ID: 'leitstand',
  });
  actor = await sessionOf(test, [{ role: 'admin', territories: ['DE'] }]);
});
afterAll(async () => {
  await test.close();
  for (const name of ['ISSUER', 'CLIENT_ID']) delete process.env[`LEITSTAND_OIDC_${name}`];
});

describe('while the identity provider is away', () => {
  it('says so, and passwords go on working', async () => {
    const payload = { provider: 'oidc', callbackURL: '/' };
    const social = await test.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/social',
      payload,
    });
    expect(social.json()).toMatchObject({ status: 503, code: 'dependency-unavailable' });
    const password = await test.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      payload: { email: 'x@example.org', password: 'wrong' },
    });
    expect(password.json()).toMatchObject({ status: 401, code: 'unauthenticated' });
  });
});

describe('while the database is away', () => {
  /** Nobody can connect to this database any more, and whoever was connected is gone. */
  async function makeUnavailable(): Promise<void> {
    await asOwner(test, async (client) => {
      await client.query(
        `alter database ${new URL(test.database.ownerUrl).pathname.slice(1)} connection limit 0`,
      );
      await client.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'leitstand_app'",
      );
    });
  }

  it.each([
    ['GET', '/api/v1/me', undefined],
    ['GET', '/api/v1/access/methods', undefined],
    ['POST', '/api/auth/sign-in/email', { email: 'x@example.org', password: 'some password' }],
    [
      'POST',
      '/api/v1/access/first-run',
      {
        token: 'x'.repeat(43),
        name: 'X',
        email: 'x@example.org',
        password: 'some password',
        locale: 'en',
      },
    ],
  ] as const)(
    '%s %s answers 503 and tells nobody to sign in again',
    async (method, url, payload) => {
      await makeUnavailable();
      const answer = await test.app.inject({
        method,
        url,
        headers: { ...actor.headers, origin: 'http://127.0.0.1:4700' },
        ...(payload ? { payload } : {}),
      });
      expect(answer.json()).toMatchObject({ status: 503, code: 'dependency-unavailable' });
      expect(answer.headers['set-cookie']).toBeUndefined();
    },
  );
});
