import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt, generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { asOwner, sessionOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import type { Answering } from 'oidc-provider';
import { CLIENT, OidcBrowser, OidcServer, PUBLIC_URL } from './oidc-server.js';

const provider = new OidcServer();
let test: TestApp;
let admin: TestActor;

beforeAll(async () => {
  await provider.listen();
  test = await startTestApp({
    LEITSTAND_OIDC_ISSUER: provider.issuer,
    LEITSTAND_OIDC_CLIENT_ID: CLIENT.client_id,
    LEITSTAND_OIDC_CLIENT_SECRET: CLIENT.client_secret,
  });
  admin = await sessionOf(test, [{ role: 'admin', territories: ['DE'] }], 'Ada');
});
afterAll(async () => {
  await test.close();
  await provider.close();
  for (const name of ['ISSUER', 'CLIENT_ID', 'CLIENT_SECRET'])
    delete process.env[`LEITSTAND_OIDC_${name}`];
});

async function signIn(accept = '*/*') {
  const browser = new OidcBrowser(provider);
  const payload = { provider: 'oidc', callbackURL: '/slos' };
  const start = await test.app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/social',
    payload,
    headers: { origin: PUBLIC_URL },
  });
  browser.keep([start.headers['set-cookie'] ?? []].flat());
  const { url } = start.json() as { url: string };
  const back = await browser.throughProvider(url);
  const answer = await test.app.inject({
    method: 'GET',
    url: back.slice(PUBLIC_URL.length),
    headers: { cookie: browser.cookie, accept },
  });
  browser.keep([answer.headers['set-cookie'] ?? []].flat());
  const me = () =>
    test.app.inject({ method: 'GET', url: '/api/v1/me', headers: { cookie: browser.cookie } });
  return { url, answer, me };
}

function meet(name: string, extra: object = {}): void {
  provider.person = {
    sub: `sub-${randomUUID()}`,
    email: `${name.toLowerCase()}@example.org`,
    email_verified: true,
    name,
    ...extra,
  };
}
const invite = (email: string) =>
  test.app.inject({
    method: 'POST',
    url: '/api/v1/invitations',
    payload: { email, grants: [{ role: 'editor', territories: ['DE'] }] },
    headers: admin.headers,
  });

describe('signing in at the identity provider', () => {
  it('is offered with the name from the settings, by code with PKCE', async () => {
    const methods = await test.app.inject({ method: 'GET', url: '/api/v1/access/methods' });
    expect(methods.json().oidc).toEqual({ id: 'oidc', name: 'Single sign-on' });
    meet('Pia');
    const { url } = await signIn();
    expect(Object.fromEntries(new URL(url).searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      scope: 'openid email profile',
    });
  });

  it('makes an account of an invitation, and knows the person the next time', async () => {
    meet('Ivo');
    expect((await invite(provider.person.email)).statusCode).toBe(201);
    const first = await signIn();
    expect([first.answer.statusCode, first.answer.headers.location]).toEqual([302, '/slos']);
    expect((await first.me()).json()).toMatchObject({
      name: 'Ivo',
      email: 'ivo@example.org',
      grants: [{ role: 'editor', territories: ['DE'] }],
    });
    const accounts = await asOwner(test, (client) =>
      client.query("select * from auth_accounts where provider_id = 'oidc'"),
    );
    expect(accounts.rows[0]).toMatchObject({
      account_id: provider.person.sub,
      access_token: null,
      refresh_token: null,
      id_token: null,
    });
    const trail = await asOwner(test, (client) =>
      client.query(
        "select actor_name, ip, territory from audit_events where action = 'invitation.accepted'",
      ),
    );
    expect(trail.rows).toEqual([{ actor_name: 'Ivo', ip: '127.0.0.1', territory: 'DE' }]);
    provider.person = { ...provider.person, email: 'ivo.new@example.org' };
    const second = await signIn();
    expect((await second.me()).json()).toMatchObject({ name: 'Ivo', email: 'ivo@example.org' });
  });

  it('knows somebody who has an account by their verified address', async () => {
    const user = await sessionOf(test, [{ role: 'viewer', territories: ['CH'] }], 'Kim');
    meet('Kim', { email: user.email });
    expect((await (await signIn()).me()).json()).toMatchObject({
      id: user.userId,
      grants: [{ role: 'viewer', territories: ['CH'] }],
    });
  });

  it('lets nobody in who is neither known nor invited, and says so', async () => {
    meet('Eve');
    const { answer, me } = await signIn();
    expect(answer.json()).toMatchObject({ status: 403, code: 'forbidden' });
    expect(answer.json().detail).toContain(
      'Nobody with your email address has an account here or was invited.',
    );
    expect((await me()).statusCode).toBe(401);
    const page = await signIn('text/html,*/*');
    expect([page.answer.statusCode, page.answer.headers.location]).toEqual([
      302,
      '/sign-in?error=uninvited',
    ]);
  });

  it('does not believe an address that the provider has not verified', async () => {
    const user = await sessionOf(test, [{ role: 'admin', territories: ['CH'] }]);
    meet('Mallory', { email: user.email, email_verified: false });
    const { answer } = await signIn();
    expect([answer.statusCode, answer.json().detail]).toEqual([
      403,
      expect.stringContaining('has not verified your email address'),
    ]);
  });

  it('keeps out whose account is disabled', async () => {
    meet('Dora');
    await invite(provider.person.email);
    const { id } = (await (await signIn()).me()).json();
    await test.app.inject({
      method: 'PATCH',
      url: `/api/v1/users/${id}`,
      payload: { disabled: true },
      headers: admin.headers,
    });
    const { answer } = await signIn();
    expect([answer.statusCode, answer.json().detail]).toEqual([
      403,
      'This account is disabled. Ask an administrator to enable it.',
    ]);
  });
});

describe('a sign-in that somebody interferes with', () => {
  /** A walk through the provider up to the address that the browser is sent back to, before it goes there. */
  async function almost() {
    const browser = new OidcBrowser(provider);
    const start = await test.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/social',
      payload: { provider: 'oidc', callbackURL: '/slos' },
      headers: { origin: PUBLIC_URL },
    });
    browser.keep([start.headers['set-cookie'] ?? []].flat());
    const { url } = start.json() as { url: string };
    return {
      browser,
      url: new URL(url),
      back: (await browser.throughProvider(url)).slice(PUBLIC_URL.length),
    };
  }
  const arrive = (url: string, cookie: string) =>
    test.app.inject({ method: 'GET', url, headers: { cookie, accept: 'text/html' } });
  const sessionIn = (answer: { headers: Record<string, unknown> }) =>
    /leitstand\.session_token=[^;]{10}/.test(String(answer.headers['set-cookie'] ?? ''));

  it('ends when it comes back in another browser, with another state, or without a code', async () => {
    const user = await sessionOf(test, [{ role: 'viewer', territories: ['CH'] }], 'Lea');
    meet('Lea', { email: user.email });
    const [mine, other] = [await almost(), await almost()];
    expect(sessionIn(await arrive(mine.back, ''))).toBe(false);
    expect(sessionIn(await arrive(mine.back, other.browser.cookie))).toBe(false);
    expect(
      sessionIn(
        await arrive(mine.back.replace(/state=[^&]+/, 'state=made-up'), mine.browser.cookie),
      ),
    ).toBe(false);
    expect(
      sessionIn(await arrive(other.back.replace(/code=[^&]+&?/, ''), other.browser.cookie)),
    ).toBe(false);
  });

  it('cannot be repeated with the same code', async () => {
    const user = await sessionOf(test, [{ role: 'viewer', territories: ['CH'] }], 'Mia');
    meet('Mia', { email: user.email });
    const { browser, back } = await almost();
    const cookie = browser.cookie;
    expect(sessionIn(await arrive(back, cookie))).toBe(true);
    expect(sessionIn(await arrive(back, cookie))).toBe(false);
  });

  it('has a state, a nonce and a challenge of its own each time', async () => {
    meet('Nik');
    const [one, two] = [(await almost()).url.searchParams, (await almost()).url.searchParams];
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect([name, (one.get(name) ?? '').length > 20]).toEqual([name, true]);
      expect(one.get(name)).not.toBe(two.get(name));
    }
  });

  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/%2f/evil.example',
    'javascript:alert(1)',
    'http://127.0.0.1:4700@evil.example/',
  ])('does not go on to %j afterwards', async (callbackURL) => {
    const start = await test.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/social',
      payload: { provider: 'oidc', callbackURL },
      headers: { origin: PUBLIC_URL },
    });
    expect([400, 403]).toContain(start.statusCode);
  });

  it('does not take over the account of an address that the provider knows somebody else by', async () => {
    const victim = await sessionOf(test, [{ role: 'admin', territories: ['CH'] }], 'Olga');
    meet('Paul');
    await invite(provider.person.email);
    const paul = (await (await signIn()).me()).json();
    provider.person = { ...provider.person, email: victim.email };
    expect((await (await signIn()).me()).json()).toMatchObject({ id: paul.id, email: paul.email });
    meet('Quin', { email: victim.email, email_verified: 'true' });
    const { answer, me } = await signIn();
    expect([answer.statusCode, (await me()).statusCode]).toEqual([403, 401]);
  });
});

describe('an answer of the provider that is not what OpenID Connect asks for', () => {
  afterEach(() => {
    provider.tamper = null;
  });

  /** Changes what the token endpoint answers. */
  const tokens =
    (change: (body: Record<string, unknown>) => Promise<object> | object) =>
    async (answer: Answering): Promise<void> => {
      if (answer.path === '/token')
        answer.body = await change(answer.body as Record<string, unknown>);
    };
  /** Changes claims of the ID token, and signs it as the provider does. */
  const claims = (change: (payload: JWTPayload) => JWTPayload) =>
    tokens(async (body) => ({
      ...body,
      id_token: await signed(change(decodeJwt(String(body['id_token'])))),
    }));
  const signed = (payload: JWTPayload, key = provider.key) =>
    new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(key);
  const without = (name: string) => (payload: Record<string, unknown>) => {
    const { [name]: _dropped, ...rest } = payload;
    return rest;
  };
  /** Changes what userinfo answers. */
  const userinfo = (change: (answer: Answering) => void) => (answer: Answering) => {
    if (answer.path === '/me') change(answer);
  };
  const seconds = () => Math.floor(Date.now() / 1_000);

  it.each<[clause: string, what: string, tamper: NonNullable<OidcServer['tamper']>]>([
    ['3.1.3.3', 'no ID token', tokens(without('id_token'))],
    [
      '3.1.3.7 (2)',
      'another issuer',
      claims((all) => ({ ...all, iss: 'https://other.example.org' })),
    ],
    ['3.1.3.7 (3)', 'another audience', claims((all) => ({ ...all, aud: 'another client' }))],
    [
      '3.1.3.7 (4)',
      'several audiences and no azp',
      claims((all) => ({ ...all, aud: [CLIENT.client_id, 'other'] })),
    ],
    ['3.1.3.7 (5)', 'another azp', claims((all) => ({ ...all, azp: 'other' }))],
    [
      '3.1.3.7 (6)',
      'a signature by another key',
      tokens(async (body) => ({
        ...body,
        id_token: await signed(
          decodeJwt(String(body['id_token'])),
          (await generateKeyPair('RS256')).privateKey,
        ),
      })),
    ],
    [
      '3.1.3.7 (7)',
      'no signature',
      tokens((body) => ({
        ...body,
        id_token: new UnsecuredJWT(decodeJwt(String(body['id_token']))).encode(),
      })),
    ],
    ['3.1.3.7 (9)', 'a token that has expired', claims((all) => ({ ...all, exp: seconds() - 60 }))],
    [
      '3.1.3.7 (10)',
      'a token of yesterday',
      claims((all) => ({ ...all, iat: seconds() - 86_400 })),
    ],
    ['3.1.3.7 (11)', 'another nonce', claims((all) => ({ ...all, nonce: 'another' }))],
    ['3.1.3.7 (11)', 'no nonce', claims(without('nonce'))],
    ['2', 'nobody', claims(without('sub'))],
    [
      '5.3.2',
      'userinfo of somebody else',
      userinfo((answer) => {
        answer.body = { ...(answer.body as object), sub: 'somebody else' };
      }),
    ],
    [
      '5.3.2',
      'userinfo of nobody',
      userinfo((answer) => {
        answer.body = without('sub')(answer.body as Record<string, unknown>);
      }),
    ],
    [
      '5.3.2',
      'userinfo that is a page',
      userinfo((answer) => {
        answer.set('content-type', 'text/html');
        answer.body = '<p>Welcome</p>';
      }),
    ],
    [
      '5.3.3',
      'userinfo that is refused',
      userinfo((answer) => {
        answer.status = 401;
      }),
    ],
  ])('(%s: %s) is not believed', async (_clause, _what, tamper) => {
    const user = await sessionOf(test, [{ role: 'admin', territories: ['DE'] }], 'Rosa');
    meet('Rosa', { email: user.email });
    provider.tamper = tamper;
    const { answer, me } = await signIn();
    expect(answer.statusCode).toBeLessThan(500);
    expect((await me()).statusCode).toBe(401);
    provider.tamper = null;
    expect((await (await signIn()).me()).json()).toMatchObject({ id: user.userId });
  });

  it('is told to the person in words, and to whoever reads the log in detail', async () => {
    meet('Sina');
    provider.tamper = tokens(without('id_token'));
    const { answer } = await signIn();
    expect([answer.statusCode, answer.json().detail]).toEqual([
      403,
      expect.stringContaining('is not what OpenID Connect asks for'),
    ]);
    const page = await signIn('text/html,*/*');
    expect(page.answer.headers.location).toBe('/sign-in?error=provider-not-believed');
  });

  it.each([
    ['a NUL', 'eve\0@example.org'],
    ['a line break', 'eve@example.org\r\nBcc: x@example.org'],
    ['no address', 'eve'],
    ['too long an address', `${'e'.repeat(400)}@example.org`],
  ])(
    'such as %s for an address lets nobody in, and is no failure of the server',
    async (_what, email) => {
      meet('Eve', { email });
      const { answer, me } = await signIn();
      expect([answer.statusCode < 500, (await me()).statusCode]).toEqual([true, 401]);
    },
  );

  it('as a name becomes one line', async () => {
    meet('Tim');
    await invite(provider.person.email);
    provider.person.name = `Tim\r\nBcc: x@example.org\0${'y'.repeat(300)}`;
    const { name } = (await (await signIn()).me()).json();
    expect(name).toMatch(/^Tim Bcc: x@example\.org y{100,}$/);
    expect(name).toHaveLength(200);
  });
});
