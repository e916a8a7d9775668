import { createHash, randomBytes } from 'node:crypto';

/** A secret that its holder sees once; only its hash is kept. */
export interface OneTimeSecret {
  readonly token: string;
  /** SHA-256, hex */
  readonly hash: string;
}

const BYTES = 32;

/** SHA-256 (hex) of a secret with 128 bits of entropy or more: nothing slower is needed, there is nothing to guess. */
export function hashSecret(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** A fresh random secret, base64url. @param prefix what it begins with @param bytes 32 unless told: 256 bits; 16 is the least */
export function newSecret(prefix = '', bytes: 32 | 16 = BYTES): OneTimeSecret {
  const token = prefix + randomBytes(bytes).toString('base64url');
  return { token, hash: hashSecret(token) };
}
