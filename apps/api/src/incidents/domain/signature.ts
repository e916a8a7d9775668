import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a program says of a body it posts: when it signed it, and the signatures, of which one has to fit. */
export interface Signature {
  /** seconds since 1970 */
  readonly at: number;
  /** HMAC-SHA256, hex */
  readonly signatures: readonly string[];
}

/** So far the clock of a sender may be from the database's, either way (ms). */
export const SIGNED_WITHIN_MS = 10 * 60_000;

const PART = /^(t|v1)=([0-9a-fA-F]{1,64})$/;
/** While a key is being renewed, senders may sign with two. */
const MOST_SIGNATURES = 5;

/** Reads `t=1772452800,v1=HEX`; null where it is not written so. Parts that nobody knows are left out. */
export function readSignature(header: string | undefined): Signature | null {
  const parts = (header ?? '').slice(0, 1000).split(',');
  const known = parts.flatMap((part) => {
    const [, name, value = ''] = PART.exec(part.trim()) ?? [];
    return name === undefined ? [] : [{ name, value }];
  });
  const at = Number(known.find(({ name }) => name === 't')?.value ?? NaN);
  const signatures = known
    .filter(({ name, value }) => name === 'v1' && value.length === 64)
    .map(({ value }) => value.toLowerCase());
  if (!Number.isSafeInteger(at) || at <= 0 || at > MOST_SECONDS || signatures.length === 0)
    return null;
  return { at, signatures: signatures.slice(0, MOST_SIGNATURES) };
}

/** Beyond it there is no date. */
const MOST_SECONDS = 8_640_000_000_000;

/** Whether one of the signatures is the key's, over the time, a dot and the body as it came. */
export function isSignedBy({ at, signatures }: Signature, body: Buffer, key: string): boolean {
  const wanted = createHmac('sha256', key).update(`${at}.`).update(body).digest();
  return signatures.filter((one) => timingSafeEqual(Buffer.from(one, 'hex'), wanted)).length > 0;
}

/** Whether it was signed about now. @param now the database's */
export function isSignedNow({ at }: Signature, now: Date): boolean {
  return Math.abs(now.getTime() - at * 1000) <= SIGNED_WITHIN_MS;
}
