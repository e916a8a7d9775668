import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OWN_ACCOUNT, ROLE_PERMISSIONS } from '#contract';
import { firstRunLink } from '../../../apps/api/src/access/admin-access.js';
import { asOwner, sessionOf, tokenOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';

const ADA = {
  name: 'Ada',
  email: 'ada@example.org',
  password: 'correct horse battery',
  locale: 'en',
};
const HERE = 'http://127.0.0.1:4700';

let test: TestApp;
let admin: TestActor;
beforeAll(async () => {
  test = await startTestApp();
  const token = new URL((await firstRunLink()) ?? '').searchParams.get('token');
  await post('/api/v1/access/first-run', { ...ADA, token });
  admin = await sessionOf(test, [{ role: 'admin', territories: ['CH', 'DE'] }], 'Bea');
});
afterAll(() => test.close());

type Headers = Readonly<Record<string, string>>;
const post = (url: string, payload: object | string, headers: Headers = {}) =>
  test.app.inject({ method: 'POST', url, payload, headers });
const me = (headers: Headers) => test.app.inject({ method: 'GET', url: '/api/v1/me', headers });
const invite = (
  headers: Headers,
  role: string,
  territories: string[],
  email = `${role}-${territories.join('')}@example.org`,
) => post('/api/v1/invitations', { email, grants: [{ role, territories }] }, headers);
const patch = (id: string, payload: object, headers: Headers) =>
  test.app.inject({ method: 'PATCH', url: `/api/v1/users/${id}`, payload, headers });
const tokenIn = (link: string) => new URL(link).searchParams.get('token');

describe('a page of somebody else', () => {
  it.each([
    ['POST', '/api/v1/invitations/acceptance'],
    ['POST', '/api/v1/access/first-run'],
    ['POST', '/api/v1/password-resets'],
    ['POST', '/api/v1/password-resets/completion'],
    ['POST', '/api/auth/sign-in/email'],
    ['POST', '/api/auth/sign-out'],
    ['PATCH', '/api/v1/me'],
  ] as const)('cannot make a browser %s %s, whatever form it sends it in', async (method, url) => {
    for (const headers of [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'null' },
      { 'sec-fetch-site': 'same-site' },
    ]) {
      const send = (type: string, payload: string) =>
        test.app.inject({
          method,
          url,
          payload,
          headers: { ...headers, ...admin.headers, 'content-type': type },
        });
      // Refused for where it comes from, before anybody looks at what it sends.
      const form = await send('application/x-www-form-urlencoded', 'email=ada%40example.org');
      const text = await send('text/plain', '{"email":"ada@example.org"}');
      const json = await send('application/json', '{"email":"ada@example.org"}');
      expect([form, text, json].map((answer) => answer.json().code)).toEqual([
        'forbidden',
        'forbidden',
        'forbidden',
      ]);
      expect(json.json().errors).toEqual([
        {
          path: '',
          code: 'other-origin',
          message: "This write came from another site's page. Open http://localhost:4700 itself.",
          about: ['http://localhost:4700'],
        },
      ]);
      for (const answer of [form, text, json]) expect(answer.headers['set-cookie']).toBeUndefined();
    }
  });

  it('cannot sign a person in to an account of its choice by an invitation', async () => {
    const { link } = (await invite(admin.headers, 'viewer', ['DE'], 'planted@example.org')).json();
    const body = {
      token: tokenIn(link) ?? '',
      name: 'Planted',
      password: ADA.password,
      locale: 'en',
    };
    const from = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
    const url = '/api/v1/invitations/acceptance';
    const form = await post(url, new URLSearchParams(body).toString(), {
      'content-type': 'application/x-www-form-urlencoded',
      ...from,
    });
    const script = await post(url, body, from);
    expect([form.statusCode, script.statusCode]).toEqual([403, 403]);
    for (const answer of [form, script]) expect(answer.headers['set-cookie']).toBeUndefined();
  });
});

describe('a session', () => {
  it('is a new one at every sign-in, whatever cookie the browser came with', async () => {
    const signIn = async (headers: Headers = {}) => {
      const answer = await post(
        '/api/auth/sign-in/email',
        { email: ADA.email, password: ADA.password },
        { origin: HERE, ...headers },
      );
      return String(answer.headers['set-cookie']).split(';')[0] ?? '';
    };
    const planted = await signIn();
    const fresh = await signIn({ cookie: planted });
    expect(fresh).toMatch(/^leitstand\.session_token=./);
    expect(fresh).not.toBe(planted);
    const unsigned = await me({ cookie: planted.split('.').slice(0, 2).join('.') ?? '' });
    expect(unsigned.statusCode).toBe(401);
  });

  it('has no way to ask for one that would be renewed with every request', async () => {
    const answer = await post('/api/auth/sign-in/email', {
      email: ADA.email,
      password: ADA.password,
      rememberMe: false,
    });
    expect(answer.json()).toMatchObject({
      status: 400,
      errors: [{ path: 'rememberMe', code: 'unknown-field' }],
    });
  });
});

describe('a token that may write users', () => {
  it('gives nobody a role that holds more than it does itself', async () => {
    const { headers, userId } = await tokenOf(
      test,
      [{ role: 'admin', territories: ['CH', 'DE'] }],
      ['user:read', 'user:write'],
      ['DE'],
    );
    const user = await sessionOf(test, [{ role: 'viewer', territories: ['DE'] }]);
    for (const role of ['admin', 'editor', 'auditor']) {
      expect((await invite(headers, role, ['DE'])).json()).toMatchObject({
        status: 403,
        detail: expect.stringContaining(`role ${role} in DE`),
      });
      expect(
        (await patch(user.userId, { grants: [{ role, territories: ['DE'] }] }, headers)).statusCode,
      ).toBe(403);
      expect(
        (
          await patch(
            userId,
            {
              grants: [
                { role: 'admin', territories: ['DE'] },
                { role, territories: ['CH'] },
              ],
            },
            headers,
          )
        ).statusCode,
      ).toBe(403);
    }
    expect((await me(user.headers)).json().grants).toEqual([
      { role: 'viewer', territories: ['DE'] },
    ]);
    expect((await patch(user.userId, { grants: [] }, headers)).statusCode).toBe(200);
  });

  it('gives what it holds', async () => {
    const look = [...ROLE_PERMISSIONS.viewer].filter((held) => !OWN_ACCOUNT.includes(held));
    const { headers } = await tokenOf(
      test,
      [{ role: 'admin', territories: ['CH', 'DE'] }],
      [...look, 'user:write'],
      ['DE'],
    );
    expect((await invite(headers, 'viewer', ['DE'], 'seen@example.org')).statusCode).toBe(201);
    expect((await invite(headers, 'viewer', ['CH'], 'unseen@example.org')).statusCode).toBe(403);
  });

  it('reads and writes nothing where its owner is administrator of elsewhere only', async () => {
    const mixed = [
      { role: 'admin', territories: ['DE'] },
      { role: 'viewer', territories: ['CH'] },
    ] as const;
    const scopes = ['user:read', 'user:write'] as const;
    const wanted = { name: 'mixed', scopes, territories: ['CH'], expiresAt: null };
    const refused = await post('/api/v1/tokens', wanted, (await sessionOf(test, mixed)).headers);
    expect(refused.json()).toMatchObject({
      code: 'validation-failed',
      errors: [
        { path: 'scopes.0', code: 'not-held-there' },
        { path: 'scopes.1', code: 'not-held-there' },
      ],
    });
    // One whose owner was administrator there when it was made.
    const { headers } = await tokenOf(test, mixed, scopes, ['CH']);
    expect(
      (await test.app.inject({ method: 'GET', url: '/api/v1/users', headers })).statusCode,
    ).toBe(403);
    expect(
      (
        await post(
          '/api/v1/tokens',
          { name: 'child', scopes: ['slo:read'], territories: ['CH'], expiresAt: null },
          headers,
        )
      ).statusCode,
    ).toBe(403);
  });
});

describe('an invitation', () => {
  it('seats one person, however many open its link at once', async () => {
    const { link } = (await invite(admin.headers, 'viewer', ['DE'], 'once@example.org')).json();
    const accept = (name: string) =>
      post('/api/v1/invitations/acceptance', {
        token: tokenIn(link),
        name,
        password: 'a long enough password',
        locale: 'en',
      });
    const codes = (await Promise.all(['A', 'B', 'C', 'D'].map(accept))).map(
      ({ statusCode }) => statusCode,
    );
    expect(codes.toSorted()).toEqual([201, 410, 410, 410]);
    const { rows } = await asOwner(test, (client) =>
      client.query("select count(*)::int as n from users where email = 'once@example.org'"),
    );
    expect(rows[0].n).toBe(1);
  });

  it('that lapsed in one territory does not keep its address from another', async () => {
    const [german, swiss] = await Promise.all(
      ['DE', 'CH'].map((territory) =>
        sessionOf(test, [{ role: 'admin', territories: [territory] }]),
      ),
    );
    await invite(german?.headers ?? {}, 'viewer', ['DE'], 'moved@example.org');
    expect(
      (await invite(swiss?.headers ?? {}, 'viewer', ['CH'], 'moved@example.org')).statusCode,
    ).toBe(409);
    await asOwner(test, (client) =>
      client.query(
        "update invitations set expires_at = now() - interval '1 second' where email = 'moved@example.org'",
      ),
    );
    expect(
      (await invite(swiss?.headers ?? {}, 'viewer', ['CH'], 'moved@example.org')).statusCode,
    ).toBe(201);
  });

  it('costs whoever has no link no password hash: a wrong one is refused far sooner than a right one is taken', async () => {
    const body = { name: 'X', password: 'a long enough password', locale: 'en' };
    const timed = async (token: string | null) => {
      const start = performance.now();
      const { statusCode } = await post('/api/v1/invitations/acceptance', { ...body, token });
      return { statusCode, ms: performance.now() - start };
    };
    const { link } = (await invite(admin.headers, 'viewer', ['DE'], 'timed@example.org')).json();
    const wrong = [
      await timed('x'.repeat(43)),
      await timed('y'.repeat(43)),
      await timed('z'.repeat(43)),
    ];
    const right = await timed(tokenIn(link));
    expect([...wrong.map(({ statusCode }) => statusCode), right.statusCode]).toEqual([
      410, 410, 410, 201,
    ]);
    expect(Math.min(...wrong.map(({ ms }) => ms))).toBeLessThan(right.ms / 3);
  });
});

describe('the last administrator', () => {
  it('stays, when all take the role from each other at once, disable each other, and hand in their own', async () => {
    const { rows: before } = await asOwner(test, (client) =>
      client.query("select distinct user_id as id from user_grants where role = 'admin'"),
    );
    const admins = [
      admin,
      await sessionOf(test, [{ role: 'admin', territories: ['CH', 'DE'] }]),
      await sessionOf(test, [{ role: 'admin', territories: ['CH', 'DE'] }]),
    ];
    const ids = [...before.map(({ id }) => id as string), ...admins.map(({ userId }) => userId)];
    await Promise.all(
      admins.flatMap(({ headers }) =>
        ids.flatMap((id, n) => [
          patch(id, { grants: [] }, headers),
          patch(id, n % 2 ? { disabled: true } : { grants: [] }, headers),
        ]),
      ),
    );
    const { rows } = await asOwner(test, (client) =>
      client.query(
        "select distinct g.territory from user_grants g join users u on u.id = g.user_id where g.role = 'admin' and u.disabled_at is null order by 1",
      ),
    );
    expect(rows.map(({ territory }) => territory)).toEqual(['CH', 'DE']);
  });
});
