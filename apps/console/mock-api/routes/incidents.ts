import type { IncidentDetail, IncidentEvent } from '../../src/api/contract.js';
import { json, page, problem } from '../answers.js';
import { escalationOf } from '../data/escalations.js';
import { figuresOf } from '../data/figures.js';
import { ANNA, detailOf, entryOf, refOf, untilOf } from '../data/incidents.js';
import { uuid } from '../random.js';
import { routes } from '../router.js';
import type { Call } from '../router.js';
import { announce } from '../state.js';

export const absent = (what: string) => problem(404, 'not-found', `No such ${what}.`);

export function found({ params, state }: Call): IncidentDetail | undefined {
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
    .map(
      ({
        alerts: _alerts,
        related: _related,
        merged: _merged,
        responders: _responders,
        roles: _roles,
        causes: _causes,
        effects: _effects,
        review: _review,
        ...shown
      }) => shown,
    );
  return json(page(items, query, 100));
}

/** Changes an incident, and says so in its timeline. */
export function moved(
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
    const { state: at, class: of, acknowledgedAt, snooze } = incident;
    incident.acknowledgedUntil = untilOf(at, of, acknowledgedAt, snooze);
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
      ? {
          state: 'acknowledged',
          acknowledgedAt: call.now.toISOString(),
          acknowledgedBy: ANNA,
          snooze: null,
        }
      : null,
  );

const unacknowledge = (call: Call) =>
  moved(call, 'unacknowledged', ({ state }) =>
    state === 'acknowledged'
      ? { state: 'triggered', acknowledgedAt: null, acknowledgedBy: null, snooze: null }
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
  const over = {
    resolvedAt: call.now.toISOString(),
    resolvedBy: ANNA,
    automatic: false,
    snooze: null,
  } as const;
  return moved(
    call,
    'resolved',
    ({ state }) => (state === 'resolved' ? null : { state: 'resolved', ...over }),
    { automatic: false, despiteFiring, ...(note === null ? {} : { note }) },
  );
}

function reopen(call: Call) {
  if (found(call)?.mergedInto)
    return problem(409, 'conflict', 'It was merged into another incident. Take that back.');
  return moved(call, 'reopened', ({ state }) =>
    state === 'resolved'
      ? { state: 'triggered', resolvedAt: null, resolvedBy: null, automatic: null }
      : null,
  );
}

function snooze(call: Call) {
  const { until } = call.body as { until: string };
  const incident = found(call);
  if (incident?.state === 'resolved')
    return problem(409, 'conflict', `${incident.name} is resolved. There is nothing to snooze.`);
  return moved(
    call,
    'snoozed',
    () => ({ snooze: { at: call.now.toISOString(), until, by: ANNA } }),
    { until },
  );
}

const unsnooze = (call: Call) =>
  moved(
    call,
    'unsnoozed',
    ({ snooze: held }) =>
      held && { state: 'triggered', acknowledgedAt: null, acknowledgedBy: null, snooze: null },
    { because: 'taken-back' },
  );

function merge(call: Call) {
  const { into } = call.body as { into: string };
  const incident = found(call);
  const other = found({ ...call, params: { id: into } });
  if (!incident) return absent('incident');
  if (!other || other.number >= incident.number || other.class !== incident.class)
    return problem(400, 'validation-failed', 'into: is no older one of its class.', [
      { path: 'into', code: 'not-mergeable', message: 'is no older one of its class.' },
    ]);
  const { name, firing } = incident;
  const over = { resolvedAt: call.now.toISOString(), resolvedBy: ANNA, automatic: false } as const;
  const answer = moved(
    call,
    'merged',
    ({ mergedInto, alerts }) =>
      mergedInto
        ? null
        : {
            alerts: alerts.map((alert) => ({ ...alert, firing: false })),
            ...over,
            state: 'resolved',
            firing: 0,
            snooze: null,
            mergedInto: refOf(other),
          },
    { incident: other.name },
  );
  const theirs = { ...call, params: { id: other.id } };
  moved(
    theirs,
    'absorbed',
    () => ({ firing: other.firing + firing, merged: [...other.merged, refOf(incident)] }),
    { incident: name },
  );
  return answer;
}

function unmerge(call: Call) {
  const incident = found(call);
  const into = incident?.mergedInto ?? null;
  const open = { state: 'triggered', resolvedAt: null, resolvedBy: null, automatic: null } as const;
  const answer = moved(
    call,
    'unmerged',
    ({ mergedInto, alerts }) =>
      mergedInto && {
        ...open,
        firing: alerts.length,
        alerts: alerts.map((alert) => ({ ...alert, firing: true })),
        mergedInto: null,
      },
    { incident: into?.name ?? '' },
  );
  if (incident && into)
    moved(
      { ...call, params: { id: into.id } },
      'released',
      ({ merged, firing }) => ({
        firing: firing - incident.firing,
        merged: merged.filter(({ id }) => id !== incident.id),
      }),
      { incident: incident.name },
    );
  return answer;
}

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

export const incidentRoutes = routes({
  'GET /incidents': list,
  'POST /incidents': declare,
  'GET /incidents/figures': ({ state, query, now, is }) => {
    const days30 = new Date(now.getTime() - 30 * 86_400_000).toISOString();
    const territory = query.get('territory');
    const some = is('empty')
      ? []
      : state.incidents.filter((one) => territory === null || one.territory === territory);
    const [from, to] = [query.get('from') ?? days30, query.get('to') ?? now.toISOString()];
    return json(figuresOf(some, from, to));
  },
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
    const pinned = call.state.pins.get(incident.id) ?? [];
    const people = named(call, items);
    return json({ ...page(items, call.query, 1000), brokenAt: null, people, pinned });
  },
  'POST /incidents/{id}/acknowledgement': acknowledge,
  'POST /incidents/{id}/unacknowledgement': unacknowledge,
  'POST /incidents/{id}/resolution': resolve,
  'POST /incidents/{id}/reopening': reopen,
  'POST /incidents/{id}/notes': note,
  'POST /incidents/{id}/snooze': snooze,
  'POST /incidents/{id}/unsnooze': unsnooze,
  'POST /incidents/{id}/merge': merge,
  'POST /incidents/{id}/unmerge': unmerge,
});
