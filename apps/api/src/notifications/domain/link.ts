import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** What a link in a notification names: nothing else, so that whoever forwards it gives nothing else away. */
export interface LinkTarget {
  readonly notificationId: string;
  readonly runId: string;
}

/** A link opens something for so long after its notification was due, in milliseconds. */
export const LINK_LIFE_MS = 24 * 60 * 60_000;

const KEY_BYTES = 32;
const ID_BYTES = 16;
/** 128 bits of the MAC are kept (RFC 2104, 5): a link stays short enough for one line. */
const MAC_BYTES = 16;
const TOKEN = /^[\w-]{64}$/;

/** The key of all links, made from LEITSTAND_SECRET by HKDF (RFC 5869): another secret voids them. */
export function linkKey(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'leitstand notification links', KEY_BYTES));
}

/** The key of what proves that a message arrived; what it signs names the message with the code, and the way. */
export function confirmationKey(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'leitstand confirmations', KEY_BYTES));
}

/** The key of what a device says when a message is there; what it signs names the message, and the way. */
export function receiptKey(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'leitstand receipts', KEY_BYTES));
}

/** The token of a link: both ids and an HMAC-SHA-256 over them, 64 characters of base64url. */
export function signLink(key: Buffer, { notificationId, runId }: LinkTarget): string {
  const ids = Buffer.concat([bytesOf(notificationId), bytesOf(runId)]);
  return Buffer.concat([ids, macOf(key, ids)]).toString('base64url');
}

/** What a token names; null when we did not sign it. */
export function readLink(key: Buffer, token: string): LinkTarget | null {
  if (!TOKEN.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  const ids = bytes.subarray(0, 2 * ID_BYTES);
  if (!timingSafeEqual(bytes.subarray(2 * ID_BYTES), macOf(key, ids))) return null;
  return {
    notificationId: idOf(ids.subarray(0, ID_BYTES)),
    runId: idOf(ids.subarray(ID_BYTES)),
  };
}

function macOf(key: Buffer, ids: Buffer): Buffer {
  return createHmac('sha256', key).update(ids).digest().subarray(0, MAC_BYTES);
}

function bytesOf(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

function idOf(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
