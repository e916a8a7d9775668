import { createHash, randomBytes } from 'node:crypto';

/** A secret that its holder sees once; only its hash is kept. */
export interface OneTimeSecret {
  readonly token: string;
  /** SHA-256, hex */
  readonly hash: string;
}

const BYTES = 32;

/** SHA-256 (hex) of a secret with 256 bits of entropy: nothing slower is needed, there is nothing to guess. */
export function hashSecret(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** A fresh secret of 256 random bits, base64url. @param prefix what it begins with */
export function newSecret(prefix = ''): OneTimeSecret {
  const token = prefix + randomBytes(BYTES).toString('base64url');
  return { token, hash: hashSecret(token) };
}
