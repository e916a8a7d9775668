import { afterEach, describe, expect, it } from '@jest/globals';
import { firstRunLink } from '../../../apps/api/src/access/admin-access.js';
import { asOwner, sessionOf } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';

const PERSON = {
  name: 'Ada',
  email: 'ada@example.org',
  password: 'correct horse battery',
  locale: 'en',
};

let test: TestApp;
afterEach(async () => {
  await test.close();
  delete process.env.LEITSTAND_PUBLIC_URL;
});

const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
  test.app.inject({ method: 'POST', url, payload, headers });

async function firstAdministrator() {
  const token = new URL((await firstRunLink()) ?? '').searchParams.get('token');
  return post('/api/v1/access/first-run', { ...PERSON, token });
}

describe('a session', () => {
  it('travels in a Secure cookie where the public address is HTTPS', async () => {
    test = await startTestApp({ LEITSTAND_PUBLIC_URL: 'https://leitstand.example' });
    const cookie = String((await firstAdministrator()).headers['set-cookie']);
    expect(cookie).toMatch(
      /^__Secure-leitstand\.session_token=[^;]+; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    const me = await test.app.inject({
      method: 'GET',
      url: '/api/v1/me',
      headers: { cookie: cookie.split(';')[0] ?? '' },
    });
    expect(me.statusCode).toBe(200);
  });

  it('rolls on: a week from its use once a day has passed, and ends after a week without', async () => {
    test = await startTestApp();
    const actor = await sessionOf(test, [{ role: 'viewer', territories: ['DE'] }]);
    const me = () => test.app.inject({ method: 'GET', url: '/api/v1/me', headers: actor.headers });
    const left = (interval: string) =>
      asOwner(test, (client) =>
        client.query(
          `update auth_sessions set expires_at = now() + interval '${interval}' where user_id = $1`,
          [actor.userId],
        ),
      );
    await left('6 days 1 hour');
    expect((await me()).headers['set-cookie']).toBeUndefined();
    const other = await sessionOf(test, [{ role: 'viewer', territories: ['DE'] }]);
    await asOwner(test, (client) =>
      client.query(
        "update auth_sessions set expires_at = now() + interval '5 days 23 hours' where user_id = $1",
        [other.userId],
      ),
    );
    const renewed = await test.app.inject({
      method: 'GET',
      url: '/api/v1/me',
      headers: other.headers,
    });
    expect(String(renewed.headers['set-cookie'])).toMatch(
      /^leitstand\.session_token=[^;]+; Max-Age=604800;/,
    );
    const { rows } = await asOwner(test, (client) =>
      client.query(
        "select expires_at > now() + interval '6 days 23 hours' as fresh from auth_sessions where user_id = $1",
        [other.userId],
      ),
    );
    expect(rows[0].fresh).toBe(true);
    const idle = await sessionOf(test, [{ role: 'viewer', territories: ['DE'] }]);
    await asOwner(test, (client) =>
      client.query(
        "update auth_sessions set expires_at = now() - interval '1 second' where user_id = $1",
        [idle.userId],
      ),
    );
    const ended = await test.app.inject({
      method: 'GET',
      url: '/api/v1/me',
      headers: idle.headers,
    });
    expect(ended.json()).toMatchObject({
      status: 401,
      detail: 'Your session has ended. Sign in again.',
    });
    expect(ended.headers['www-authenticate']).toBe('Bearer realm="leitstand"');
  });

  it('cannot be guessed at speed', async () => {
    test = await startTestApp({ LEITSTAND_RATE_LIMIT: '600' });
    let accounts = 0; // each at another one: one alone is slowed down sooner
    const attempt = (ip: string) =>
      post(
        '/api/auth/sign-in/email',
        { email: `guess-${(accounts += 1)}@example.org`, password: 'wrong' },
        { 'x-forwarded-for': ip },
      );
    const codes: number[] = [];
    for (let i = 0; i < 7; i++) codes.push((await attempt('192.0.2.7')).statusCode);
    expect(codes).toEqual([401, 401, 401, 401, 401, 429, 429]);
    expect((await attempt('192.0.2.7')).json()).toMatchObject({
      code: 'rate-limited',
      detail: expect.stringMatching(/Try again in \d+ seconds/),
    });
    expect((await attempt('192.0.2.8')).statusCode).toBe(401);
  });

  it('starts only through the doors that are open: nobody signs up', async () => {
    test = await startTestApp();
    for (const path of [
      'sign-up/email',
      'update-user',
      'delete-user',
      'get-session',
      'list-sessions',
      'request-password-reset',
    ]) {
      expect(
        (
          await post(`/api/auth/${path}`, {
            name: 'Eve',
            email: 'eve@example.org',
            password: PERSON.password,
          })
        ).json(),
      ).toMatchObject({ status: 404, code: 'not-found' });
    }
    const elsewhere = await post('/api/auth/sign-in/social', {
      provider: 'oidc',
      callbackURL: 'https://evil.example/',
    });
    expect(elsewhere.statusCode).toBe(404);
    const evil = await post(
      '/api/auth/sign-in/email',
      { email: PERSON.email, password: 'x' },
      { origin: 'https://evil.example' },
    );
    expect(evil.json()).toMatchObject({ status: 403, code: 'forbidden' });
  });
});
