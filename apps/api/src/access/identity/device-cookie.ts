import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { cookieValue } from './session-cookie.js';
import { COOKIE_PREFIX } from './auth-options.js';

const SECONDS = 180 * 24 * 60 * 60;
const PATH = '/api/auth/sign-in';

const NAME = `${COOKIE_PREFIX}.device`;

/** Whether one cookie of a `Cookie` header is that of a device. */
export function isDeviceCookie(cookie: string): boolean {
  return new RegExp(`^\\s*(__Secure-)?${COOKIE_PREFIX}\\.device=`).test(cookie);
}

/**
 * What a browser is given from which somebody has signed in (OWASP: device cookies): a name of its own and a proof for that account.
 * Guesses by others do not slow down whoever has one.
 */
export class DeviceCookie {
  private readonly name: string;

  constructor(
    private readonly secret: string,
    private readonly publicUrl: string,
  ) {
    this.name = `${publicUrl.startsWith('https://') ? '__Secure-' : ''}${NAME}`;
  }

  /** The browser's name, if it is known for this account; null otherwise. @param account hash of its address */
  read(header: string | undefined, account: string): string | null {
    const [, id = '', proof = ''] =
      /^([\w-]{22})\.([\w-]{43})$/.exec(cookieValue(header, this.name) ?? '') ?? [];
    const [given, wanted] = [Buffer.from(proof), Buffer.from(this.proofOf(id, account))];
    return given.length === wanted.length && timingSafeEqual(given, wanted) ? id : null;
  }

  /** A new one, as it is sent. */
  make(account: string): string {
    const id = randomBytes(16).toString('base64url');
    const secure = this.publicUrl.startsWith('https://') ? '; Secure' : '';
    return `${this.name}=${id}.${this.proofOf(id, account)}; Path=${PATH}; Max-Age=${SECONDS}; HttpOnly; SameSite=Lax${secure}`;
  }

  private proofOf(id: string, account: string): string {
    return createHmac('sha256', this.secret)
      .update(`leitstand:device-cookies\n${id}\n${account}`)
      .digest('base64url');
  }
}
