import createFetchClient from 'openapi-fetch';
import type { Middleware } from 'openapi-fetch';
import createQueryApi from 'openapi-react-query';
import type { paths } from '#contract/api';
import { clocks, learnServerTime } from '../stores/server-clock.js';
import { noticeUnauthenticated } from '../stores/session.js';
import { randomId } from '../util/random-id.js';
import { ApiError, readProblem, type Sent } from './api-error.js';

export const API_BASE = '/api/v1';

/** A read whose answer does not begin for so long never will: what is asked meets a network that swallows it. Its body may take any time. */
const READ_PATIENCE_MS = 20_000;
/** The status is small, asked often, and what says that the server is away. */
const STATUS_PATIENCE_MS = 4_000;
/** A write whose answer does not come for so long is given up; whether it arrived is then unclear. */
const PATIENCE_MS = 30_000;
const READS = new Set(['GET', 'HEAD']);
/** What was sent while the device knew of no network. */
const sentOffline = new WeakSet<Request>();

function sentOf(request: Request): Sent {
  const isWrite = !READS.has(request.method);
  const [before, now] = [sentOffline.has(request), !navigator.onLine];
  return { isWrite, isOffline: before && now, wasOffline: before || now };
}

/** What is the API's own is JSON: a gateway or a captive portal may have any time. */
const isJson = ({ headers }: Response): boolean =>
  headers.get('content-type')?.includes('json') === true;

/** Every answer says what time it is. */
async function fetchTimed(request: Request): Promise<Response> {
  const sent = clocks();
  const response = await fetch(request);
  if (isJson(response)) learnServerTime(response.headers.get('date'), sent);
  return response;
}

function patienceOf({ method, url }: Request): number {
  if (!READS.has(method)) return PATIENCE_MS;
  return url.endsWith(`${API_BASE}/status`) ? STATUS_PATIENCE_MS : READ_PATIENCE_MS;
}

/** Sends a request, and gives it up when nothing comes. @internal for its spec */
export function fetchInTime(request: Request): Promise<Response> {
  const isRead = READS.has(request.method);
  // By hand, as phones that are still about do not know AbortSignal.any. What was answered in time an abort does nothing to.
  const giving = new AbortController();
  const giveUp = (): void => giving.abort();
  request.signal.addEventListener('abort', giveUp, { once: true });
  if (request.signal.aborted) giveUp();
  const patience = setTimeout(giveUp, patienceOf(request));
  const answer = fetchTimed(new Request(request, { signal: giving.signal }));
  return isRead ? answer.finally(() => clearTimeout(patience)) : answer;
}

/** The API never answers with a page: something on the way did. */
const isForeign = ({ headers }: Response): boolean =>
  headers.get('content-type')?.startsWith('text/html') === true;

const failures: Middleware = {
  onRequest({ request }) {
    if (request.method === 'POST' && !request.headers.has('idempotency-key')) {
      request.headers.set('Idempotency-Key', randomId());
    }
    if (!navigator.onLine) sentOffline.add(request);
    return request;
  },
  async onResponse({ request, response }) {
    const sent = sentOf(request);
    if (response.ok && isForeign(response))
      throw new ApiError(0, null, { isWrite: sent.isWrite, isOffline: false });
    if (response.ok) return undefined;
    if (response.status === 401) noticeUnauthenticated();
    const body: unknown = await response.json().catch(() => null);
    throw new ApiError(response.status, readProblem(body), sent);
  },
  onError({ request }) {
    return new ApiError(0, null, sentOf(request));
  },
};

/** The thin client: typed paths in, parsed JSON out, `ApiError` thrown on everything else. */
export const client = createFetchClient<paths>({
  baseUrl: API_BASE,
  credentials: 'same-origin',
  fetch: fetchInTime,
});
client.use(failures);

/** The same client as query options and mutations; query keys are `[method, path, init]`. */
export const api = createQueryApi(client);
