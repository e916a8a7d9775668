import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jest } from '@jest/globals';
import { exportJWK, generateKeyPair, type CryptoKey, type JWK } from 'jose';
import { Provider, type Answering } from 'oidc-provider';

export const PUBLIC_URL = 'http://127.0.0.1:4700';
export const CLIENT = {
  client_id: 'leitstand',
  client_secret: 'a secret of the client',
  redirect_uris: [`${PUBLIC_URL}/api/auth/callback/oidc`],
};

/** Somebody as the provider knows them. */
export interface OidcAccount {
  sub: string;
  email: string;
  email_verified: boolean | string;
  name: string;
}

/** A real OpenID Connect provider on loopback. */
export class OidcServer {
  /** who it believes to be at the keyboard */
  person: OidcAccount = {
    sub: 'nobody',
    email: 'nobody@example.org',
    email_verified: true,
    name: 'Nobody',
  };
  /** changes its answers on their way; null = they stay */
  tamper: ((answer: Answering) => Promise<void> | void) | null = null;
  issuer = '';
  /** signs its ID tokens */
  key!: CryptoKey;
  private server!: Server;

  async listen(): Promise<void> {
    // The provider says at length that it is set up for tests only.
    for (const level of ['info', 'warn'] as const)
      jest.spyOn(console, level).mockImplementation(() => undefined);
    this.server = createServer();
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.issuer = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    const pair = await generateKeyPair('RS256', { extractable: true });
    this.key = pair.privateKey;
    const jwk: JWK = {
      ...(await exportJWK(pair.privateKey)),
      alg: 'RS256',
      use: 'sig',
      kid: 'one',
    };
    const provider = new Provider(this.issuer, {
      clients: [CLIENT],
      jwks: { keys: [jwk] },
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
      findAccount: (_context: unknown, sub: string) => ({
        accountId: sub,
        claims: () => ({ ...this.person, sub }),
      }),
      cookies: { keys: ['only for tests'] },
      pkce: { required: () => true },
    });
    provider.use(async (context, next) => {
      await next();
      await this.tamper?.(context);
    });
    this.server.on('request', provider.callback());
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** A browser's cookie jar and its patience with redirects. */
export class OidcBrowser {
  private readonly jar = new Map<string, string>();

  constructor(private readonly provider: OidcServer) {}

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
      ...(prompt === 'login' ? { login: this.provider.person.sub, password: 'any' } : {}),
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
