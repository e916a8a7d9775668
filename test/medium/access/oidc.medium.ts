import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Provider } from 'oidc-provider';
import { asOwner, sessionOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';

const PUBLIC_URL = 'http://127.0.0.1:4700';
const CLIENT = {
  client_id: 'leitstand',
  client_secret: 'a secret of the client',
  redirect_uris: [`${PUBLIC_URL}/api/auth/callback/oidc`],
};

/** Who the identity provider believes to be at the keyboard. */
let person = { sub: 'nobody', email: 'nobody@example.org', email_verified: true, name: 'Nobody' };
let server: Server;
let test: TestApp;
let admin: TestActor;

beforeAll(async () => {
  // The provider says at length that it is set up for tests only.
  for (const level of ['info', 'warn'] as const)
    jest.spyOn(console, level).mockImplementation(() => undefined);
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [CLIENT],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    findAccount: (_context: unknown, sub: string) => ({
      accountId: sub,
      claims: () => ({ ...person, sub }),
    }),
    cookies: { keys: ['only for tests'] },
    pkce: { required: () => true },
  });
  server.on('request', provider.callback());
  test = await startTestApp({
    LEITSTAND_OIDC_ISSUER: issuer,
    LEITSTAND_OIDC_CLIENT_ID: CLIENT.client_id,
    LEITSTAND_OIDC_CLIENT_SECRET: CLIENT.client_secret,
  });
  admin = await sessionOf(test, [{ role: 'admin', territories: ['DE'] }], 'Ada');
});
afterAll(async () => {
  await test.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  for (const name of ['ISSUER', 'CLIENT_ID', 'CLIENT_SECRET'])
    delete process.env[`LEITSTAND_OIDC_${name}`];
});

/** A browser's cookie jar and its patience with redirects. */
class Browser {
  private readonly jar = new Map<string, string>();

  get cookie(): string {
    return [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  keep(cookies: readonly string[]): void {
    for (const cookie of cookies) {
      const [pair = ''] = cookie.split(';');
      this.jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
  }

  /** Walks the provider's pages, typing the person's name into its form, until it sends the browser back. */
  async throughProvider(url: string): Promise<string> {
    let request: { url: string; init: RequestInit } = { url, init: {} };
    for (let step = 0; step < 12; step++) {
      const response = await fetch(request.url, {
        ...request.init,
        redirect: 'manual',
        headers: { ...request.init.headers, cookie: this.cookie },
      });
      this.keep(response.headers.getSetCookie());
      const location = response.headers.get('location');
      const next = location ? new URL(location, request.url).toString() : null;
      if (next?.startsWith(PUBLIC_URL)) return next;
      request = next ? { url: next, init: {} } : this.form(await response.text());
    }
    throw new Error('the provider never sent the browser back');
  }

  private form(page: string): { url: string; init: RequestInit } {
    const action = /action="([^"]+)"/.exec(page)?.[1];
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
    if (!action || !prompt)
      throw new Error(`no form on the provider's page: ${page.slice(0, 300)}`);
    const body = new URLSearchParams({
      prompt,
      ...(prompt === 'login' ? { login: person.sub, password: 'any' } : {}),
    });
    return {
      url: action,
      init: {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      },
    };
  }
}

async function signIn(accept = '*/*') {
  const browser = new Browser();
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
  person = {
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
    expect((await invite(person.email)).statusCode).toBe(201);
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
      account_id: person.sub,
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
    person = { ...person, email: 'ivo.new@example.org' };
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
    await invite(person.email);
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
    const browser = new Browser();
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
    await invite(person.email);
    const paul = (await (await signIn()).me()).json();
    person = { ...person, email: victim.email };
    expect((await (await signIn()).me()).json()).toMatchObject({ id: paul.id, email: paul.email });
    meet('Quin', { email: victim.email, email_verified: 'true' });
    const { answer, me } = await signIn();
    expect([answer.statusCode, (await me()).statusCode]).toEqual([403, 401]);
  });
});
