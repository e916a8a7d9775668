import createFetchClient from 'openapi-fetch';
import type { Middleware } from 'openapi-fetch';
import createQueryApi from 'openapi-react-query';
import type { paths } from '#contract/api';
import { noticeUnauthenticated } from '../stores/session.js';
import { randomId } from '../util/random-id.js';
import { ApiError, readProblem } from './api-error.js';

export const API_BASE = '/api/v1';

const failures: Middleware = {
  onRequest({ request }) {
    if (request.method === 'POST' && !request.headers.has('idempotency-key')) {
      request.headers.set('Idempotency-Key', randomId());
    }
    return request;
  },
  async onResponse({ response }) {
    if (response.ok) return undefined;
    if (response.status === 401) noticeUnauthenticated();
    const body: unknown = await response.json().catch(() => null);
    throw new ApiError(response.status, readProblem(body));
  },
  onError() {
    return new ApiError(0, null);
  },
};

/** The thin client: typed paths in, parsed JSON out, `ApiError` thrown on everything else. */
export const client = createFetchClient<paths>({ baseUrl: API_BASE, credentials: 'same-origin' });
client.use(failures);

/** The same client as query options and mutations; query keys are `[method, path, init]`. */
export const api = createQueryApi(client);
