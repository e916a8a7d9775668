import { createHash, timingSafeEqual } from 'node:crypto';

import { problem, type Answer } from '../http/answer.js';

/**
 * Why whoever sent this may not set switches; null when they may.
 * @param token that must come as a bearer token; null: nobody may
 */
export function controlRefusal(
  authorization: string | undefined,
  token: string | null,
): Answer | null {
  if (token === null)
    return problem(
      403,
      'forbidden',
      'No token',
      'Nothing can be switched here: the shop was started without SHOP_CONTROL_TOKEN_FILE.',
    );
  const given = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1] ?? '';
  if (timingSafeEqual(hashOf(given), hashOf(token))) return null;
  return problem(
    401,
    'unauthenticated',
    'Token needed',
    'Send what is in the file of SHOP_CONTROL_TOKEN_FILE as a bearer token.',
  );
}

function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
