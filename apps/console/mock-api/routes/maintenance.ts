import type {
  MaintenancePreview,
  MaintenanceWindow,
  MaintenanceWindowInput,
} from '../../src/api/contract.js';
import { json, noContent, page, problem } from '../answers.js';
import { routes, type Call } from '../router.js';
import { announce } from '../state.js';

const absent = () => problem(404, 'not-found', 'No such maintenance window.');
const EVENT = 'maintenance.changed';

/** One time, in UTC: rules and zones are the server's. */
function times({ starts, durationMinutes }: MaintenanceWindowInput) {
  const from = new Date(`${starts}:00Z`);
  const to = new Date(from.getTime() + durationMinutes * 60_000);
  return [{ from: from.toISOString(), to: to.toISOString() }];
}

function put(call: Call) {
  const { params, body, state, now, headers } = call;
  const slug = params['slug'] ?? '';
  const existing = state.maintenance.find((one) => one.slug === slug);
  const expected = headers.get('if-match');
  if (headers.get('if-none-match') === '*' && existing)
    return problem(
      412,
      'precondition-failed',
      `The maintenance window "${slug}" is there already.`,
    );
  if (
    call.is('changed-meanwhile') ||
    (expected !== null && expected !== `"${existing?.version ?? 0}"`)
  )
    return problem(412, 'precondition-failed', 'This maintenance window was changed meanwhile.');
  const input = body as MaintenanceWindowInput;
  const window: MaintenanceWindow = {
    author: { kind: 'user', id: 'anna', name: 'Anna Lindqvist' },
    createdAt: now.toISOString(),
    activeUntil: null,
    held: 0,
    heldLately: 0,
    ...existing,
    ...input,
    labels: input.labels ?? {},
    subjects: input.subjects ?? [],
    matchers: input.matchers ?? [],
    rrule: input.rrule ?? null,
    next: times(input),
    slug,
    version: (existing?.version ?? 0) + 1,
    updatedAt: now.toISOString(),
  };
  state.maintenance = [...state.maintenance.filter((one) => one.slug !== slug), window];
  announce(state, EVENT, [slug], now);
  return json(window, existing ? 200 : 201, window.version);
}

function preview({ body }: Call) {
  const input = body as MaintenanceWindowInput;
  const broad = (input.subjects ?? []).length !== 1;
  const hidden = broad ? { alerts: 41, pages: 3 } : { alerts: 2, pages: 0 };
  const shown: MaintenancePreview = { next: times(input), broad, hidden };
  return json(shown);
}

export const maintenanceRoutes = routes({
  'GET /maintenance-windows': ({ state, query, is }) =>
    json(page(is('empty') ? [] : state.maintenance, query)),
  'POST /maintenance-windows/preview': preview,
  'GET /maintenance-windows/{slug}': ({ params, state }) => {
    const window = state.maintenance.find(({ slug }) => slug === params['slug']);
    return window ? json(window, 200, window.version) : absent();
  },
  'PUT /maintenance-windows/{slug}': put,
  'DELETE /maintenance-windows/{slug}': ({ params, state, now }) => {
    state.maintenance = state.maintenance.filter(({ slug }) => slug !== params['slug']);
    announce(state, EVENT, [params['slug'] ?? ''], now);
    return noContent();
  },
});
