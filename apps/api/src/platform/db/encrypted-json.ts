import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * JSON that the database keeps and cannot read: AES-256-GCM (NIST SP 800-38D) with a random nonce, under a key made from
 * LEITSTAND_SECRET by HKDF (RFC 5869). Bytes are nonce, tag, ciphertext.
 */
@Injectable()
export class EncryptedJson {
  constructor(private readonly settings: Settings) {}

  /**
   * @param table where it is kept; each has a key of its own
   * @param id of the row: bytes that are moved to another row do not open
   */
  encrypt(table: string, id: string, value: unknown): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.key(table), nonce).setAAD(Buffer.from(id));
    const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), text]);
  }

  /** @returns undefined when the bytes were changed, moved, or encrypted under another secret */
  decrypt(table: string, id: string, bytes: Buffer): unknown {
    const nonce = bytes.subarray(0, NONCE_BYTES);
    const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
    try {
      const decipher = createDecipheriv(CIPHER, this.key(table), nonce)
        .setAAD(Buffer.from(id))
        .setAuthTag(tag);
      const text = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
      return JSON.parse(Buffer.concat([text, decipher.final()]).toString('utf8')) as unknown;
    } catch {
      return undefined;
    }
  }

  /** The same for the same text, so that it is found without being opened; 32 bytes of HMAC-SHA-256. */
  keyOf(table: string, text: string): Buffer {
    return createHmac('sha256', this.key(`${table} key`))
      .update(text)
      .digest();
  }

  private key(table: string): Uint8Array {
    const secret = this.settings.get('SECRET');
    return new Uint8Array(hkdfSync('sha256', secret, '', `leitstand ${table}`, KEY_BYTES));
  }
}
