import { problem } from './answers.js';
import { matchPath } from './router.js';
import type { Call } from './router.js';
import { accessRoutes } from './routes/access.js';
import { auditRoutes } from './routes/audit.js';
import { catalogRoutes } from './routes/catalog.js';
import { oncallRoutes } from './routes/oncall.js';
import { policyRoutes } from './routes/policies.js';
import { contactMethodRoutes } from './routes/contact-methods.js';
import { feedRoutes } from './routes/feeds.js';
import { incidentPeopleRoutes } from './routes/incident-people.js';
import { incidentRoutes } from './routes/incidents.js';
import { ownPageRoutes } from './routes/own-pages.js';
import { reviewRoutes } from './routes/reviews.js';
import { sloRoutes } from './routes/slos.js';
import { signInRoutes } from './routes/sign-in.js';
import { deletionRoutes } from './routes/deletions.js';
import { maintenanceRoutes } from './routes/maintenance.js';
import { sourceRoutes } from './routes/sources.js';
import { systemRoutes } from './routes/system.js';
import { freshState } from './state.js';
import type { State } from './state.js';
import { isChosen, requestedVariants } from './variants.js';

const ROUTES = [
  ...accessRoutes,
  ...auditRoutes,
  ...catalogRoutes,
  ...oncallRoutes,
  ...policyRoutes,
  ...contactMethodRoutes,
  ...feedRoutes,
  ...incidentRoutes,
  ...incidentPeopleRoutes,
  ...ownPageRoutes,
  ...reviewRoutes,
  ...sloRoutes,
  ...signInRoutes,
  ...deletionRoutes,
  ...sourceRoutes,
  ...maintenanceRoutes,
  ...systemRoutes,
];
const PUBLIC = /^\/(status|auth\/|access\/|invitations\/accept|password-resets)/;
/** The longer one first: signing in stands beside the versions of the API. */
const BASES = ['/api/v1', '/api'];
const SLOW_MS = 2_500;

export interface MockServer {
  state: State;
  /** Answers a request as the API would; null when the path is not the API's. */
  handle: (request: Request) => Promise<Response | null>;
}

async function readBody(request: Request): Promise<unknown> {
  const text = await request.text();
  if (text === '') return null;
  return request.headers.get('content-type')?.includes('json')
    ? (JSON.parse(text) as unknown)
    : text;
}

function notPermitted(): Response {
  const message = 'You need the permission "slo:write". It comes with the role editor, admin.';
  return problem(403, 'forbidden', message, [
    { path: '', code: 'lacks-permission', message, about: ['editor', 'admin'] },
  ]);
}

/** The failure a variant asks for, if any. */
function failure(call: Call): Response | null {
  if (call.is('unreachable')) return new Response('upstream is gone', { status: 502 });
  if (PUBLIC.test(call.path)) return null;
  if (call.is('signed-out') || call.state.signedOut)
    return problem(401, 'unauthenticated', 'Sign in first.');
  if (call.path === '/me' || call.path === '/events') return null;
  if (call.is('failing'))
    return problem(503, 'dependency-unavailable', 'PostgreSQL does not answer.');
  if (call.is('broken')) return problem(500, 'internal', 'Something failed inside the server.');
  if (call.is('forbidden')) return notPermitted();
  const reserved =
    /^\/(audit|users|invitations|tokens|settings)/.test(call.path) || call.method !== 'GET';
  if (call.is('viewer') && reserved) return notPermitted();
  return null;
}

/** The API in memory, for screens and tests. `now` is asked for every request. */
export function createMockServer(now: () => Date = () => new Date()): MockServer {
  const state = freshState(now());
  const handle = async (request: Request): Promise<Response | null> => {
    const url = new URL(request.url);
    const body = await readBody(request);
    const base = BASES.find((one) => url.pathname.startsWith(`${one}/`));
    if (base === undefined) return null;
    const path = url.pathname.slice(base.length);
    const chosen = requestedVariants(request.headers);
    const call: Call = {
      method: request.method,
      path,
      params: {},
      query: url.searchParams,
      headers: request.headers,
      body,
      state,
      now: now(),
      is: (variant) => isChosen(chosen, variant, path),
    };
    if (call.is('slow') && path !== '/events')
      await new Promise((done) => setTimeout(done, SLOW_MS));
    const failed = failure(call);
    if (failed) return failed;
    for (const route of ROUTES) {
      const params = route.method === call.method ? matchPath(route.pattern, path) : null;
      if (params) return route.handler({ ...call, params });
    }
    return problem(404, 'not-found', `Nothing answers to ${call.method} ${path}.`);
  };
  return { state, handle };
}
