import { createECDH, hkdfSync } from 'node:crypto';

/** The pair of keys by which push services know this instance (RFC 8292); base64url, as browsers take them. */
export interface VapidKeys {
  /** an uncompressed point on P-256 */
  readonly publicKey: string;
  readonly privateKey: string;
}

const KEY_BYTES = 32;

/**
 * Made from LEITSTAND_SECRET by HKDF (RFC 5869), so that it is kept nowhere: another secret is another pair, and every browser has to be
 * asked anew. The number is counted up for a secret whose bytes are no key of the curve, as less than one in four thousand millions is.
 */
export function vapidKeys(secret: string, number = 0): VapidKeys {
  const info = `leitstand web push ${number}`;
  const bytes = Buffer.from(hkdfSync('sha256', secret, '', info, KEY_BYTES));
  const curve = createECDH('prime256v1');
  try {
    curve.setPrivateKey(bytes);
  } catch {
    return vapidKeys(secret, number + 1);
  }
  return {
    publicKey: curve.getPublicKey().toString('base64url'),
    privateKey: bytes.toString('base64url'),
  };
}
