import type { FastifyRequest } from 'fastify';
import { clientAddress, countedAddress } from '../../platform/http/client-address.js';
import { isDeviceCookie } from '../identity/device-cookie.js';
import { CLIENT_IP_HEADER, ORIGIN_HEADER, REQUEST_ID_HEADER } from '../identity/auth-options.js';

/** The request's headers for the identity library; address and request id are ours, whatever the client sent. */
export function libraryHeaders(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined && name !== 'content-length')
      headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  withoutDevice(headers);
  headers.set(CLIENT_IP_HEADER, countedAddress(request));
  const origin = clientAddress(request);
  if (origin === null) headers.delete(ORIGIN_HEADER);
  else headers.set(ORIGIN_HEADER, origin);
  headers.set(REQUEST_ID_HEADER, request.id);
  return headers;
}

/** The cookie by which a browser is known is ours alone: for the library a browser that has no other has none. */
function withoutDevice(headers: Headers): void {
  const cookies = (headers.get('cookie') ?? '')
    .split(';')
    .filter((cookie) => cookie.trim() !== '' && !isDeviceCookie(cookie));
  if (cookies.length > 0) headers.set('cookie', cookies.join(';'));
  else headers.delete('cookie');
}
