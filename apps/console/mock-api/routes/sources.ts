import { isOutOfReach } from '#contract';
import type { AlertSource, AlertSourceInput, Heartbeat } from '../../src/api/contract.js';
import { json, noContent, page, problem } from '../answers.js';
import { findings, rejected } from '../data/sources.js';
import { routes, type Call } from '../router.js';
import { announce } from '../state.js';

const absent = (what: string) => problem(404, 'not-found', `No such ${what}.`);

function putSource(call: Call) {
  const { params, body, state, now, headers } = call;
  const slug = params['slug'] ?? '';
  const existing = state.sources.find((one) => one.slug === slug);
  const expected = headers.get('if-match');
  if (headers.get('if-none-match') === '*' && existing)
    return problem(412, 'precondition-failed', `The source "${slug}" is there already.`);
  if (
    call.is('changed-meanwhile') ||
    (expected !== null && expected !== `"${existing?.version ?? 0}"`)
  )
    return problem(412, 'precondition-failed', 'This source was changed meanwhile.');
  const input = body as Pick<AlertSourceInput, 'name' | 'territory' | 'defaultSubject'> &
    Partial<AlertSourceInput>;
  const source: AlertSource = {
    kind: 'alertmanager',
    mappings: [],
    severities: {},
    tokenPrefix: null,
    tokenMadeAt: null,
    lastDeliveryAt: null,
    lastOutcome: null,
    lastReason: null,
    lastAlerts: null,
    silent: false,
    watchdogAt: null,
    prometheus: null,
    groupIntervalSeconds: 300,
    watchdogSeconds: null,
    receiver: null,
    reconciledAt: null,
    reconcileTrouble: null,
    disagreement: { waiting: 0, suppressed: 0, elsewhere: 0, unconfirmed: 0 },
    openAlerts: 0,
    ...existing,
    ...input,
    territories: input.territories ?? [input.territory],
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

function giveUp({ params, state, now }: Call) {
  const source = state.sources.find(({ slug }) => slug === params['slug']);
  if (!source) return absent('source');
  if (!isOutOfReach(source)) return problem(409, 'conflict', 'It answers.');
  const { openAlerts: alerts, disagreement } = source;
  Object.assign(source, { openAlerts: 0, disagreement: { ...disagreement, unconfirmed: 0 } });
  announce(state, 'source.changed', [source.slug], now);
  return json({ alerts });
}

function putHeartbeat(call: Call) {
  const { params, body, state, now, headers } = call;
  const slug = params['slug'] ?? '';
  const existing = state.heartbeats.find((one) => one.slug === slug);
  const expected = headers.get('if-match');
  if (headers.get('if-none-match') === '*' && existing)
    return problem(412, 'precondition-failed', `The heartbeat "${slug}" is there already.`);
  if (
    call.is('changed-meanwhile') ||
    (expected !== null && expected !== `"${existing?.version ?? 0}"`)
  )
    return problem(412, 'precondition-failed', 'This heartbeat was changed meanwhile.');
  const input = body as Pick<Heartbeat, 'name' | 'subject' | 'intervalSeconds' | 'graceSeconds'>;
  const subject = state.subjects.find((one) => one.slug === input.subject);
  if (!subject)
    return problem(400, 'validation-failed', 'There is no such subject.', [
      { path: 'subject', code: 'unknown-subject', message: 'There is no such subject.' },
    ]);
  const heartbeat: Heartbeat = {
    tokenPrefix: null,
    tokenMadeAt: null,
    lastPingAt: null,
    silent: false,
    ...existing,
    ...input,
    slug,
    territory: subject.territory,
    version: (existing?.version ?? 0) + 1,
    updatedAt: now.toISOString(),
  };
  state.heartbeats = [...state.heartbeats.filter((one) => one.slug !== slug), heartbeat];
  announce(state, 'source.changed', [slug], now);
  return json(heartbeat, existing ? 200 : 201, heartbeat.version);
}

function makeHeartbeatToken({ params, state, now }: Call) {
  const heartbeat = state.heartbeats.find(({ slug }) => slug === params['slug']);
  if (!heartbeat) return absent('heartbeat');
  const token = 'lhb_bW9jay10b2tlbi1vZi1hLWhlYXJ0YmVhdC1vZi1hLWpvYg';
  Object.assign(heartbeat, { tokenPrefix: token.slice(0, 12), tokenMadeAt: now.toISOString() });
  announce(state, 'source.changed', [heartbeat.slug], now);
  return json({ token }, 201);
}

/** What belongs to a source that is there. */
const ofSource = <T>({ params, state }: Call, items: Record<string, T[]>) => {
  const slug = params['slug'] ?? '';
  if (!state.sources.some((one) => one.slug === slug)) return absent('source');
  return json({ items: items[slug] ?? [] });
};

export const sourceRoutes = routes({
  'GET /sources': ({ state, query, is }) => json(page(is('empty') ? [] : state.sources, query)),
  'GET /sources/{slug}': ({ params, state }) => {
    const source = state.sources.find(({ slug }) => slug === params['slug']);
    return source ? json(source, 200, source.version) : absent('source');
  },
  'GET /sources/{slug}/findings': (call) => ofSource(call, findings(call.now)),
  'GET /sources/{slug}/rejected-payloads': (call) => ofSource(call, rejected(call.now)),
  'PUT /sources/{slug}': putSource,
  'DELETE /sources/{slug}': ({ params, state, now }) => {
    state.sources = state.sources.filter(({ slug }) => slug !== params['slug']);
    announce(state, 'source.changed', [params['slug'] ?? ''], now);
    return noContent();
  },
  'POST /sources/{slug}/give-up': giveUp,
  'POST /sources/{slug}/token': makeToken,
  'GET /heartbeats': ({ state, query, is }) =>
    json(page(is('empty') ? [] : state.heartbeats, query)),
  'GET /heartbeats/{slug}': ({ params, state }) => {
    const heartbeat = state.heartbeats.find(({ slug }) => slug === params['slug']);
    return heartbeat ? json(heartbeat, 200, heartbeat.version) : absent('heartbeat');
  },
  'PUT /heartbeats/{slug}': putHeartbeat,
  'DELETE /heartbeats/{slug}': ({ params, state, now }) => {
    state.heartbeats = state.heartbeats.filter(({ slug }) => slug !== params['slug']);
    announce(state, 'source.changed', [params['slug'] ?? ''], now);
    return noContent();
  },
  'POST /heartbeats/{slug}/token': makeHeartbeatToken,
});
