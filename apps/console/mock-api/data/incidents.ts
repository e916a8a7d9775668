import type { Incident, IncidentDetail, IncidentEvent } from '../../src/api/contract.js';
import { uuid } from '../random.js';
import { ago } from '../time.js';

type Actor = NonNullable<Incident['acknowledgedBy']>;
type Alert = IncidentDetail['alerts'][number];

const ESCALATION: Actor = { kind: 'system', id: 'escalation', name: 'Leitstand' };
export const ANNA: Actor = { kind: 'user', id: uuid('anna'), name: 'Anna Lindqvist' };
const BEN: Actor = { kind: 'user', id: 'u-ben', name: 'Ben Okafor' };
const SOURCE: Actor = { kind: 'system', id: 'source:prometheus', name: 'Prometheus' };

interface Seed {
  number: number;
  title: string;
  /** minutes ago */
  began: number;
  taken?: [by: Actor, minutes: number];
  over?: [by: Actor, minutes: number];
  severity?: Incident['severity'];
  subject?: string;
  slo?: string;
  team?: string;
  territory?: string;
  alerts?: string[];
  folded?: number;
  unconfirmed?: NonNullable<Incident['unconfirmed']>['reason'];
}

const SEEDS: readonly Seed[] = [
  {
    number: 431,
    title: 'shop-availability burns its error budget too fast',
    began: 4,
    severity: 'page',
    subject: 'shop',
    slo: 'shop-availability',
    team: 'commerce',
    alerts: ['LeitstandBudgetBurnOutage', 'LeitstandBudgetBurnDegradation'],
  },
  {
    number: 430,
    title: 'checkout-latency burns its error budget too fast',
    began: 52,
    taken: [ANNA, 49],
    unconfirmed: 'unreachable',
    severity: 'critical',
    subject: 'checkout',
    slo: 'checkout-latency',
    team: 'commerce',
    alerts: ['LeitstandBudgetBurnFast'],
  },
  {
    number: 429,
    title: 'shop-availability burns its error budget too fast',
    began: 190,
    severity: 'ticket',
    subject: 'shop',
    slo: 'shop-availability',
    team: 'commerce',
    alerts: ['LeitstandBudgetBurnTicketFast'],
  },
  {
    number: 428,
    title: 'Rechnungen für die Schweiz bleiben liegen: Warteschlange mit ungewöhnlich langem Namen',
    began: 260,
    severity: 'page',
    subject: 'shop-ch',
    team: 'schweiz',
    territory: 'CH',
    alerts: ['QueueStuck'],
    folded: 1200,
  },
  {
    number: 427,
    title: 'Nobody can log in to the warehouse',
    began: 1500,
    taken: [BEN, 1496],
    over: [BEN, 1440],
    severity: 'critical',
    subject: 'xentral',
    team: 'platform',
  },
  {
    number: 426,
    title: 'console-db-availability burns its error budget too fast',
    began: 4300,
    over: [SOURCE, 4289],
    severity: 'page',
    subject: 'console-db',
    slo: 'console-db-availability',
    team: 'platform',
    alerts: ['LeitstandBudgetBurnFast'],
  },
];

function alertOf(name: string, seed: Seed, now: Date): Alert {
  const { number, title, severity = 'page', subject = 'shop', slo } = seed;
  return {
    id: uuid(`alert-${number}-${name}`),
    fingerprint: uuid(`${number}${name}`).replaceAll('-', '').slice(0, 16),
    name,
    summary: title,
    severity,
    source: 'prometheus',
    firing: seed.over === undefined,
    ended: seed.unconfirmed !== undefined,
    startsAt: ago(now, { minutes: seed.began }),
    endsAt: seed.over ? ago(now, { minutes: seed.over[1] }) : null,
    asOf: ago(now, { minutes: seed.over?.[1] ?? 0 }),
    folded: 0,
    outside: false,
    labels: { alertname: name, severity, service: subject, ...(slo ? { slo } : {}) },
    annotations: { summary: title },
    generatorUrl: 'http://127.0.0.1:9090/graph',
    runbookUrl: `http://127.0.0.1:4700/runbooks/leitstand/${name.toLowerCase()}`,
  };
}

const ACKNOWLEDGED_FOR_MS = 30 * 60_000;

/** When the acknowledgement of an incident lapses; null where none does. */
export function untilOf(
  state: Incident['state'],
  of: Incident['class'],
  acknowledgedAt: string | null,
  snooze: Incident['snooze'] = null,
): string | null {
  if (snooze !== null) return null;
  if (state !== 'acknowledged' || of !== 'page' || acknowledgedAt === null) return null;
  return new Date(Date.parse(acknowledgedAt) + ACKNOWLEDGED_FOR_MS).toISOString();
}

/** What a new incident begins with; the rest is given. */
export function detailOf(seed: Seed, now: Date): IncidentDetail {
  const { number, title, taken, over, severity = 'page', territory = 'DE', folded = 0 } = seed;
  const alerts = (seed.alerts ?? []).map((name) => alertOf(name, seed, now));
  const cls = severity === 'ticket' || severity === 'info' ? severity : 'page';
  const state = over ? 'resolved' : taken ? 'acknowledged' : 'triggered';
  const acknowledgedAt = taken ? ago(now, { minutes: taken[1] }) : null;
  return {
    id: uuid(`incident-${number}`),
    number,
    name: `INC-${number}`,
    title,
    state,
    class: cls,
    severity,
    territory,
    subject: seed.subject ?? null,
    slo: seed.slo ?? null,
    team: seed.team ?? null,
    source: alerts.length > 0 ? 'prometheus' : null,
    origin: alerts.length > 0 ? 'alerts' : 'people',
    rule: seed.alerts?.[0] ?? null,
    names: {
      slo: null,
      sloDeleted: false,
      subject: null,
      team: null,
      source: alerts.length > 0 ? 'Prometheus' : null,
    },
    startedAt: ago(now, { minutes: seed.began + 1 }),
    triggeredAt: ago(now, { minutes: seed.began }),
    acknowledgedAt,
    acknowledgedBy: taken?.[0] ?? null,
    acknowledgedUntil: untilOf(state, cls, acknowledgedAt),
    resolvedAt: over ? ago(now, { minutes: over[1] }) : null,
    resolvedBy: over?.[0] ?? null,
    automatic: over ? over[0].kind === 'system' : null,
    quietUntil: null,
    snooze: null,
    mergedInto: null,
    maintenance: null,
    unheard: null,
    firing: over ? 0 : alerts.length,
    folded: over ? 0 : folded,
    ended: seed.unconfirmed === undefined ? 0 : alerts.length,
    unconfirmed:
      seed.unconfirmed === undefined
        ? null
        : { since: ago(now, { minutes: 2 }), reason: seed.unconfirmed },
    version: 3,
    updatedAt: ago(now, { minutes: over?.[1] ?? taken?.[1] ?? seed.began }),
    alerts,
    related: [],
    merged: [],
    responders: [],
    roles: [],
    causes: [],
    effects: [],
    review: seed.number === 427 ? 'published' : null,
  };
}

/** What other incidents say of one. */
export const refOf = ({
  id,
  number,
  name,
  title,
  state,
  class: of,
  slo,
  rule,
  origin,
  names,
}: IncidentDetail) => ({
  slo,
  rule,
  origin,
  names,
  id,
  number,
  name,
  title,
  state,
  class: of,
});

/** The shop depends on checkout; people were asked to help there, and have roles. */
function connect(all: readonly IncidentDetail[], now: Date): void {
  const cause = all.find(({ number }) => number === 430);
  const effect = all.find(({ number }) => number === 431);
  if (!cause || !effect) return;
  effect.causes = [refOf(cause)];
  cause.effects = [refOf(effect)];
  cause.roles = [
    {
      role: 'incident-commander',
      id: ANNA.id,
      name: ANNA.name,
      since: ago(now, { minutes: 40 }),
      givenBy: ANNA,
    },
  ];
  cause.responders = [
    {
      id: BEN.id,
      name: BEN.name,
      state: 'silent',
      schedule: 'platform-office',
      askedBy: ANNA,
      askedAt: ago(now, { minutes: 30 }),
      answeredAt: null,
    },
  ];
}

/** Incidents of every state and class, newest first; one that people declared. */
export function incidents(now: Date): IncidentDetail[] {
  const all = SEEDS.map((seed) => detailOf(seed, now));
  for (const one of all)
    one.related = all
      .filter((other) => other !== one && other.slo !== null && other.slo === one.slo)
      .map(refOf);
  connect(all, now);
  return all;
}

/** `count` older ones, for lists that must stay quick. */
export function manyIncidents(now: Date, count: number): IncidentDetail[] {
  return Array.from({ length: count }, (_, index) =>
    detailOf(
      {
        number: 425 - index,
        title: `site-${index} answers too slowly`,
        began: 5000 + index * 60,
        over: [SOURCE, 4990 + index * 60],
        subject: 'shop-example',
        alerts: ['LeitstandBudgetBurnSlow'],
      },
      now,
    ),
  );
}

/** An entry of a timeline, linked to nothing: nobody looks. */
export function entryOf(
  seq: number,
  at: string,
  kind: string,
  actor: Actor,
  data: IncidentEvent['data'] = {},
): IncidentEvent {
  return { seq, at, kind, actor, data, hash: seq.toString(16).padStart(64, '0') };
}

/** What happened to an incident. */
export function timelineOf(incident: IncidentDetail): IncidentEvent[] {
  const { title, severity, triggeredAt, acknowledgedAt, acknowledgedBy } = incident;
  const alerts = incident.alerts.map(({ name, summary, startsAt }) => ({
    name,
    summary,
    startsAt,
  }));
  const about = { title, severity, class: incident.class };
  const moments: Omit<IncidentEvent, 'seq' | 'hash'>[] = [
    incident.source === null
      ? { at: triggeredAt, kind: 'declared', actor: BEN, data: about }
      : {
          at: triggeredAt,
          kind: 'triggered',
          actor: SOURCE,
          data: { ...about, count: alerts.length, alerts },
        },
    ...(incident.class === 'page' && incident.unheard === null
      ? [
          {
            at: triggeredAt,
            kind: 'escalation.paged',
            actor: ESCALATION,
            data: {
              step: 1,
              route: 'step',
              people: [{ user: ANNA.id, methods: 1 }],
              late: 0,
              missed: 0,
            },
          },
        ]
      : []),
    ...(acknowledgedAt && acknowledgedBy
      ? [{ at: acknowledgedAt, kind: 'acknowledged', actor: acknowledgedBy, data: {} }]
      : []),
    ...(incident.resolvedAt && incident.resolvedBy
      ? [
          {
            at: incident.resolvedAt,
            kind: 'resolved',
            actor: incident.resolvedBy,
            data: { automatic: incident.automatic },
          },
        ]
      : []),
  ];
  return moments.map(({ at, kind, actor, data }, n) => entryOf(n + 1, at, kind, actor, data));
}
