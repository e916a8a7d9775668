import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sessionOf } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { firstRunLink, mintToken } from '../../../apps/api/src/access/admin-access.js';

const PERSON = {
  name: 'Ada',
  email: 'Ada@example.org',
  password: 'correct horse battery',
  locale: 'de',
};

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(async () => {
  await test.close();
});

const tokenIn = (link: string | null) => new URL(link ?? 'http://x').searchParams.get('token');

describe('the first run', () => {
  it('lets exactly one person become administrator through the newest one-time link', async () => {
    const methods = await test.app.inject({ method: 'GET', url: '/api/v1/access/methods' });
    expect(methods.json()).toEqual({
      firstRun: true,
      password: true,
      oidc: null,
      passwordReset: false,
    });

    const stale = tokenIn(await firstRunLink());
    const fresh = tokenIn(await firstRunLink());
    const withStale = await test.app.inject({
      method: 'POST',
      url: '/api/v1/access/first-run',
      payload: { ...PERSON, token: stale },
    });
    expect([withStale.statusCode, withStale.json().code]).toEqual([410, 'gone']);

    const created = await test.app.inject({
      method: 'POST',
      url: '/api/v1/access/first-run',
      payload: { ...PERSON, token: fresh },
    });
    expect(created.json()).toMatchObject({
      kind: 'user',
      name: 'Ada',
      email: 'ada@example.org',
      grants: [{ role: 'admin', territories: ['CH', 'DE'] }],
    });
    expect(created.statusCode).toBe(201);
    const cookie = String(created.headers['set-cookie']);
    expect(cookie).toMatch(
      /^leitstand\.session_token=[^;]+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/,
    );

    const me = await test.app.inject({
      method: 'GET',
      url: '/api/v1/me',
      headers: { cookie: cookie.split(';')[0] },
    });
    expect(me.json()).toEqual(created.json());
    expect(await firstRunLink()).toBeNull();
    const again = await test.app.inject({
      method: 'POST',
      url: '/api/v1/access/first-run',
      payload: { ...PERSON, token: fresh },
    });
    expect(again.statusCode).toBe(410);
  });

  it('signs in and out again with the password', async () => {
    const wrong = await test.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      payload: { email: PERSON.email, password: 'wrong' },
    });
    expect([wrong.statusCode, wrong.json().code, wrong.headers['content-type']]).toEqual([
      401,
      'unauthenticated',
      'application/problem+json; charset=utf-8',
    ]);
    const right = await test.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      payload: { email: PERSON.email, password: PERSON.password },
    });
    expect(right.statusCode).toBe(200);
    expect(right.body).not.toContain('token');
    const cookie = String(right.headers['set-cookie']).split(';')[0];
    const headers = { cookie, origin: 'http://127.0.0.1:4700' };
    expect((await test.app.inject({ method: 'GET', url: '/api/v1/me', headers })).statusCode).toBe(
      200,
    );
    expect(
      (await test.app.inject({ method: 'POST', url: '/api/auth/sign-out', headers, payload: {} }))
        .statusCode,
    ).toBe(200);
    expect(
      (await test.app.inject({ method: 'GET', url: '/api/v1/me', headers })).json(),
    ).toMatchObject({ status: 401, code: 'unauthenticated' });
  });

  it('changes the password for whoever knows it, and ends the other sessions', async () => {
    const signIn = async (password: string) =>
      test.app.inject({
        method: 'POST',
        url: '/api/auth/sign-in/email',
        payload: { email: PERSON.email, password },
      });
    const [here, there] = [await signIn(PERSON.password), await signIn(PERSON.password)].map(
      (answer) => String(answer.headers['set-cookie']).split(';')[0] ?? '',
    );
    const change = (current: string) =>
      test.app.inject({
        method: 'POST',
        url: '/api/v1/me/password',
        headers: { cookie: here ?? '' },
        payload: { current, password: 'another long password' },
      });
    const me = async (cookie = '') =>
      (await test.app.inject({ method: 'GET', url: '/api/v1/me', headers: { cookie } })).statusCode;
    expect((await change('not my password')).json()).toMatchObject({
      status: 400,
      code: 'validation-failed',
      errors: [{ path: 'current', code: 'wrong-password' }],
    });
    expect(await me(there)).toBe(200);
    const changed = await change(PERSON.password);
    expect(changed.statusCode).toBe(204);
    expect(await me(there)).toBe(401);
    expect(await me(String(changed.headers['set-cookie']).split(';')[0])).toBe(200);
    expect((await signIn(PERSON.password)).statusCode).toBe(401);
    expect((await signIn('another long password')).statusCode).toBe(200);
  });

  it('opens the API to a token of the operator, and to nobody without one', async () => {
    const token = await mintToken('ci');
    const me = await test.app.inject({
      method: 'GET',
      url: '/api/v1/me',
      headers: { authorization: `Bearer ${token}` },
    });
    expect(me.json()).toMatchObject({ kind: 'token', name: 'ci', territories: ['CH', 'DE'] });
    const audit = await test.app.inject({
      method: 'GET',
      url: '/api/v1/audit',
      headers: { authorization: `Bearer ${token}` },
    });
    expect(audit.json().items.map((item: { action: string }) => item.action)).toEqual(
      expect.arrayContaining([
        'token.created',
        'user.password-changed',
        'session.started',
        'first-run.completed',
      ]),
    );
    expect(audit.body).not.toContain(token);
    for (const authorization of [undefined, 'Bearer lst_wrongwrong', 'Basic eDp5']) {
      const answer = await test.app.inject({
        method: 'GET',
        url: '/api/v1/audit',
        headers: authorization ? { authorization } : {},
      });
      expect([answer.statusCode, answer.json().code]).toEqual([401, 'unauthenticated']);
    }
  });

  it('gives a request the territories in which its sender holds the permission, and names what is missing', async () => {
    const viewer = await sessionOf(test, [{ role: 'viewer', territories: ['DE'] }]);
    const audit = await test.app.inject({
      method: 'GET',
      url: '/api/v1/audit',
      headers: viewer.headers,
    });
    expect([audit.statusCode, audit.json().code]).toEqual([403, 'forbidden']);
    expect(audit.json().detail).toContain(
      '"audit:read". It comes with the role approver, auditor, admin',
    );
  });
});
