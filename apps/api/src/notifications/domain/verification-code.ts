import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

const KEY_BYTES = 32;
const DIGITS = 6;

/** The key of all codes, made from LEITSTAND_SECRET by HKDF (RFC 5869). */
export function codeKey(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'leitstand verification codes', KEY_BYTES));
}

/**
 * The code of a verification: six digits of an HMAC-SHA-256 over its id, so that none is kept anywhere. 32 of its bits are taken, which
 * favour no code by more than one in four thousand.
 */
export function codeOf(key: Buffer, id: string): string {
  const bits = createHmac('sha256', key).update(id).digest().readUInt32BE(0);
  return String(bits % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** Whether somebody typed in the code of a verification; takes as long for any answer. */
export function isCode(key: Buffer, id: string, typed: string): boolean {
  const [right, given] = [Buffer.from(codeOf(key, id)), Buffer.from(typed)];
  return right.length === given.length && timingSafeEqual(right, given);
}
