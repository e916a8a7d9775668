import type { FastifyRequest } from 'fastify';
import { clientAddress, countedAddress } from '../../platform/http/client-address.js';
import { CLIENT_IP_HEADER, ORIGIN_HEADER, REQUEST_ID_HEADER } from '../identity/auth-options.js';

/** The request's headers for the identity library; address and request id are ours, whatever the client sent. */
export function libraryHeaders(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined && name !== 'content-length')
      headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  headers.set(CLIENT_IP_HEADER, countedAddress(request));
  const origin = clientAddress(request);
  if (origin === null) headers.delete(ORIGIN_HEADER);
  else headers.set(ORIGIN_HEADER, origin);
  headers.set(REQUEST_ID_HEADER, request.id);
  return headers;
}
