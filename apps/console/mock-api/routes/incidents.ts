import type { AlertSource, IncidentDetail, IncidentEvent } from '../../src/api/contract.js';
import { json, noContent, page, problem } from '../answers.js';
import { escalationOf } from '../data/escalations.js';
import { ANNA, detailOf, entryOf, untilOf } from '../data/incidents.js';
import { uuid } from '../random.js';
import { routes } from '../router.js';
import type { Call } from '../router.js';
import { announce } from '../state.js';

const absent = (what: string) => problem(404, 'not-found', `No such ${what}.`);

function found({ params, state }: Call): IncidentDetail | undefined {
  const key = (params['id'] ?? '').toLowerCase();
  return [...state.incidents, ...state.manyIncidents].find(
    ({ id, name, number }) => key === id || key === name.toLowerCase() || key === String(number),
  );
}

/** What those are called whom entries of a timeline name by id. */
function named({ state }: Call, items: readonly IncidentEvent[]) {
  const ids = new Set(
    items.flatMap(({ data }) =>
      ((data['people'] ?? []) as readonly { user: string }[]).map(({ user }) => user),
    ),
  );
  return state.users.filter(({ id }) => ids.has(id)).map(({ id, name }) => ({ id, name }));
}

function list({ state, query, is }: Call) {
  if (is('empty')) return json({ items: [], nextCursor: null });
  const all = is('many') ? [...state.incidents, ...state.manyIncidents] : state.incidents;
  const wanted = query.get('state');
  const items = all
    .filter(
      (one) =>
        (wanted === null ||
          (wanted === 'open' ? one.state !== 'resolved' : one.state === wanted)) &&
        (query.get('class') ?? one.class) === one.class &&
        (query.get('territory') ?? one.territory) === one.territory &&
        (query.get('subject') ?? one.subject) === one.subject &&
        (query.get('slo') ?? one.slo) === one.slo,
    )
    .map(({ alerts: _alerts, related: _related, ...shown }) => shown);
  return json(page(items, query, 100));
}

/** Changes an incident, and says so in its timeline. */
function moved(
  call: Call,
  kind: string,
  change: (incident: IncidentDetail) => Partial<IncidentDetail> | null,
  data: Record<string, unknown> = {},
  status = 200,
) {
  const { state, now } = call;
  const incident = found(call);
  if (!incident) return absent('incident');
  const changed = change(incident);
  if (changed) {
    Object.assign(incident, changed, {
      version: incident.version + 1,
      updatedAt: now.toISOString(),
    });
    const { state: at, class: of, acknowledgedAt } = incident;
    incident.acknowledgedUntil = untilOf(at, of, acknowledgedAt);
    const timeline = state.timelines.get(incident.id) ?? [];
    const entry = entryOf(timeline.length + 1, now.toISOString(), kind, ANNA, data);
    state.timelines.set(incident.id, [...timeline, entry]);
    announce(state, 'incident.changed', [incident.id], now);
    announce(state, 'own-page.changed', [], now);
  }
  return json(incident, status, incident.version);
}

const acknowledge = (call: Call) =>
  moved(call, 'acknowledged', ({ state }) =>
    state === 'triggered'
      ? { state: 'acknowledged', acknowledgedAt: call.now.toISOString(), acknowledgedBy: ANNA }
      : null,
  );

const unacknowledge = (call: Call) =>
  moved(call, 'unacknowledged', ({ state }) =>
    state === 'acknowledged'
      ? { state: 'triggered', acknowledgedAt: null, acknowledgedBy: null }
      : null,
  );

function resolve(call: Call) {
  const { despiteFiring = false, note = null } = (call.body ?? {}) as {
    despiteFiring?: boolean;
    note?: string | null;
  };
  const incident = found(call);
  if (incident && incident.state !== 'resolved' && incident.firing > 0 && !despiteFiring) {
    const names = incident.alerts.map(({ name }) => name).join(', ');
    const message = `Alerts of ${incident.name} still fire: ${names}.`;
    const needed = 'has to be said if these alerts shall page no more';
    return problem(409, 'conflict', message, [
      { path: 'despiteFiring', code: 'still-firing', message: needed },
    ]);
  }
  const over = { resolvedAt: call.now.toISOString(), resolvedBy: ANNA, automatic: false } as const;
  return moved(
    call,
    'resolved',
    ({ state }) => (state === 'resolved' ? null : { state: 'resolved', ...over }),
    { automatic: false, despiteFiring, ...(note === null ? {} : { note }) },
  );
}

const reopen = (call: Call) =>
  moved(call, 'reopened', ({ state }) =>
    state === 'resolved'
      ? { state: 'triggered', resolvedAt: null, resolvedBy: null, automatic: null }
      : null,
  );

const note = (call: Call) =>
  moved(call, 'noted', () => ({}), { text: (call.body as { text: string }).text }, 201);

/** Anna is on call. */
function pageAnna(state: Call['state'], { id, name, title }: IncidentDetail, now: Date): void {
  const path = `/incidents/${name}`;
  state.pages.unshift({
    id: uuid(`page-${id}`),
    kind: 'page',
    reference: name,
    title: `${name}: ${title}`,
    path,
    sample: false,
    since: now.toISOString(),
    rings: state.consoles.size > 0,
  });
  announce(state, 'own-page.changed', [], now);
}

function declare({ state, body, now }: Call) {
  const { title, severity, subject } = body as Pick<IncidentDetail, 'title' | 'severity'> & {
    subject?: string;
  };
  const number = Math.max(...state.incidents.map((one) => one.number)) + 1;
  const seed = { number, title, severity, began: 0, ...(subject ? { subject } : {}) };
  const incident = detailOf(seed, now);
  state.incidents = [incident, ...state.incidents];
  const data = { title, severity, class: incident.class };
  state.timelines.set(incident.id, [entryOf(1, now.toISOString(), 'declared', ANNA, data)]);
  announce(state, 'incident.changed', [incident.id], now);
  if (incident.class === 'page') pageAnna(state, incident, now);
  return json(incident, 201, incident.version);
}

function putSource(call: Call) {
  const { params, body, state, now, headers } = call;
  const slug = params['slug'] ?? '';
  const existing = state.sources.find((one) => one.slug === slug);
  const expected = headers.get('if-match');
  if (
    call.is('changed-meanwhile') ||
    (expected !== null && expected !== `"${existing?.version ?? 0}"`)
  )
    return problem(412, 'precondition-failed', 'This source was changed meanwhile.');
  const source: AlertSource = {
    kind: 'alertmanager',
    mappings: [],
    severities: {},
    tokenPrefix: null,
    tokenMadeAt: null,
    lastDeliveryAt: null,
    lastOutcome: null,
    lastReason: null,
    watchdogAt: null,
    prometheus: null,
    groupIntervalSeconds: 300,
    watchdogSeconds: null,
    receiver: null,
    reconciledAt: null,
    reconcileTrouble: null,
    disagreement: { waiting: 0, suppressed: 0, elsewhere: 0, unconfirmed: 0 },
    ...existing,
    ...(body as Pick<AlertSource, 'name' | 'territory' | 'defaultSubject'>),
    territories: [(body as AlertSource).territory],
    slug,
    version: (existing?.version ?? 0) + 1,
    updatedAt: now.toISOString(),
  };
  state.sources = [...state.sources.filter((one) => one.slug !== slug), source].toSorted((a, b) =>
    a.slug < b.slug ? -1 : 1,
  );
  announce(state, 'source.changed', [slug], now);
  return json(source, existing ? 200 : 201, source.version);
}

function makeToken({ params, state, now }: Call) {
  const source = state.sources.find(({ slug }) => slug === params['slug']);
  if (!source) return absent('source');
  const token = 'lsa_bW9jay10b2tlbi1vZi1hLXNvdXJjZS1vZi1hbGVydHM';
  Object.assign(source, { tokenPrefix: token.slice(0, 12), tokenMadeAt: now.toISOString() });
  announce(state, 'source.changed', [source.slug], now);
  return json({ token }, 201);
}

export const incidentRoutes = routes({
  'GET /incidents': list,
  'POST /incidents': declare,
  'GET /incidents/{id}': (call) => {
    const incident = found(call);
    return incident ? json(incident, 200, incident.version) : absent('incident');
  },
  'GET /incidents/{id}/escalation': (call) => {
    const incident = found(call);
    if (!incident) return absent('incident');
    const { policies, me } = call.state;
    return json(escalationOf(incident, policies, me, call.now));
  },
  'GET /incidents/{id}/timeline': (call) => {
    const incident = found(call);
    if (!incident) return absent('incident');
    const items = call.state.timelines.get(incident.id) ?? [];
    return json({ ...page(items, call.query, 1000), brokenAt: null, people: named(call, items) });
  },
  'POST /incidents/{id}/acknowledgement': acknowledge,
  'POST /incidents/{id}/unacknowledgement': unacknowledge,
  'POST /incidents/{id}/resolution': resolve,
  'POST /incidents/{id}/reopening': reopen,
  'POST /incidents/{id}/notes': note,
  'GET /sources': ({ state, query, is }) => json(page(is('empty') ? [] : state.sources, query)),
  'GET /sources/{slug}': ({ params, state }) => {
    const source = state.sources.find(({ slug }) => slug === params['slug']);
    return source ? json(source, 200, source.version) : absent('source');
  },
  'PUT /sources/{slug}': putSource,
  'DELETE /sources/{slug}': ({ params, state, now }) => {
    state.sources = state.sources.filter(({ slug }) => slug !== params['slug']);
    announce(state, 'source.changed', [params['slug'] ?? ''], now);
    return noContent();
  },
  'POST /sources/{slug}/token': makeToken,
});
