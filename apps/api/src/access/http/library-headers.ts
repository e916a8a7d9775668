import type { FastifyRequest } from 'fastify';
import { CLIENT_IP_HEADER, REQUEST_ID_HEADER } from '../identity/auth-options.js';

/** The request's headers for the identity library; address and request id are ours, whatever the client sent. */
export function libraryHeaders(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined && name !== 'content-length')
      headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  headers.set(CLIENT_IP_HEADER, request.ip);
  headers.set(REQUEST_ID_HEADER, request.id);
  return headers;
}
