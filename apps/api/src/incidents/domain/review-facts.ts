import type { IncidentClass, IncidentRole, IncidentSeverity, ResponderState } from '#contract';
import type { Actor } from '../../platform/kernel/scope.js';
import { secondsTo, type CountedIncident } from './figures.js';
import type { Incident } from './incident.js';
import type { NamedResponder } from './responder.js';
import type { NamedRoleHolder } from './role.js';
import { peopleIn, type TimelineEvent } from './timeline.js';

/** What is known of when an incident happened; null = it did not happen, or nobody knows. */
export interface ReviewTimes {
  /** the earliest start of an alert of it, and of those that were merged into it; when people declared it */
  readonly startedAt: Date;
  /** when Leitstand first knew of it */
  readonly detectedAt: Date;
  readonly pagedAt: Date | null;
  readonly acknowledgedAt: Date | null;
  readonly resolvedAt: Date | null;
  /** seconds from its start to the first attempt to page anybody */
  readonly detect: number | null;
  /** to the first acknowledgement by a person */
  readonly acknowledge: number | null;
  /** to its end */
  readonly resolve: number | null;
}

/** What an incident took from the budget of an SLO. */
export interface ReviewSlo {
  readonly slug: string;
  /** null = it is gone, or bears none */
  readonly name: string | null;
  /** null = not known: the SLO is gone, or its ledger knows nothing of that time */
  readonly spent: {
    /** of the whole budget, 0..1 and more; null = no event in its window */
    readonly share: number | null;
    readonly bad: number;
    readonly good: number;
    /** measured share of the stretch, 0..1 */
    readonly coverage: number;
  } | null;
}

/** Somebody who had to do with an incident. */
export interface ReviewPerson {
  readonly name: string;
  /** those that they ever had in it, in the order in which they got them */
  readonly roles: readonly IncidentRole[];
  /** what they said when they were asked to help; null = nobody asked them */
  readonly asked: ResponderState | null;
  readonly acknowledged: boolean;
  readonly resolved: boolean;
  /** how many notes they wrote */
  readonly notes: number;
}

/** A pinned entry of a timeline. */
export interface PinnedEntry {
  /** name of the incident in whose timeline it stands, which may be one that was merged into the reviewed one */
  readonly incident: string;
  readonly seq: number;
  readonly at: Date;
  readonly kind: string;
  readonly actor: Actor;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What is known of an incident, as its review says it. Nothing in it is guessed: what is not known is null or missing. */
export interface ReviewFacts {
  readonly severity: IncidentSeverity;
  readonly class: IncidentClass;
  readonly automatic: boolean | null;
  readonly resolvedBy: Actor | null;
  readonly subjects: readonly { readonly slug: string; readonly name: string | null }[];
  readonly team: string | null;
  readonly slos: readonly ReviewSlo[];
  readonly times: ReviewTimes;
  readonly people: readonly ReviewPerson[];
  /** names of those that turned out to be this one */
  readonly merged: readonly string[];
  readonly pinned: readonly PinnedEntry[];
  /** what people are called whom pinned entries name by id */
  readonly names: readonly { readonly id: string; readonly name: string }[];
}

/** When it happened, and how long that took. */
export function reviewTimes(counted: CountedIncident, detectedAt: Date): ReviewTimes {
  const { startedAt, pagedAt, acknowledgedAt, resolvedAt } = counted;
  const until = (end: Date | null) => secondsTo(counted, end)[0] ?? null;
  return {
    startedAt,
    detectedAt,
    pagedAt,
    acknowledgedAt,
    resolvedAt,
    detect: until(pagedAt),
    acknowledge: until(acknowledgedAt),
    resolve: until(resolvedAt),
  };
}

/** What entries say that an incident's people did. */
const DEEDS: ReadonlySet<string> = new Set([
  'acknowledged',
  'joined',
  'resolved',
  'noted',
  'declared',
]);

/**
 * Who had to do with an incident: whoever did something in it, has or had a role, or was asked to help. The first first.
 * @param events of its timeline and of those that were merged into it
 * @param names of people whom entries name by id
 */
export function reviewPeople(
  events: readonly Pick<TimelineEvent, 'at' | 'kind' | 'actor' | 'data'>[],
  roles: readonly NamedRoleHolder[],
  responders: readonly NamedResponder[],
  names: ReadonlyMap<string, string>,
): ReviewPerson[] {
  const people = new Map<string, ReviewPerson>();
  const change = (id: string, name: string, of: (one: ReviewPerson) => Partial<ReviewPerson>) => {
    const one = people.get(id) ?? { ...UNKNOWN, name };
    people.set(id, { ...one, ...of(one) });
  };
  for (const { kind, actor, data } of events) {
    if (actor.kind !== 'system' && DEEDS.has(kind))
      change(actor.id, actor.name, (one) => ({
        acknowledged: one.acknowledged || kind === 'acknowledged' || kind === 'joined',
        resolved: one.resolved || kind === 'resolved',
        notes: one.notes + (kind === 'noted' ? 1 : 0),
      }));
    if (kind !== 'role.handed') continue;
    const [holder] = peopleIn([{ data }]);
    if (holder !== undefined)
      change(holder, names.get(holder) ?? holder, (one) => ({
        roles: withRole(one, data['role'] as IncidentRole),
      }));
  }
  for (const { userId, name, role } of roles)
    change(userId, name, (one) => ({ roles: withRole(one, role) }));
  for (const { userId, name, state } of responders) change(userId, name, () => ({ asked: state }));
  return [...people.values()];
}

const UNKNOWN = { roles: [], asked: null, acknowledged: false, resolved: false, notes: 0 } as const;

const withRole = ({ roles }: ReviewPerson, role: IncidentRole): readonly IncidentRole[] =>
  roles.includes(role) ? roles : [...roles, role];

/** What a budget lost of which something is known only in one of two accounts: the newer one goes before. */
export function knownSpent(now: readonly ReviewSlo[], before: readonly ReviewSlo[]): ReviewSlo[] {
  return now.map((slo) => ({
    ...slo,
    name: slo.name ?? before.find(({ slug }) => slug === slo.slug)?.name ?? null,
    spent: slo.spent ?? before.find(({ slug }) => slug === slo.slug)?.spent ?? null,
  }));
}

/** The stretch of time of which it is asked what it took from budgets; null while it goes on. */
export function reviewedStretch(
  incident: Pick<Incident, 'resolvedAt'>,
  { startedAt }: Pick<ReviewTimes, 'startedAt'>,
): { readonly from: Date; readonly to: Date } | null {
  const { resolvedAt } = incident;
  return resolvedAt === null || resolvedAt <= startedAt
    ? null
    : { from: startedAt, to: resolvedAt };
}

type Stored<T> = T extends Date ? string : T;
type StoredTimes = { readonly [K in keyof ReviewTimes]: Stored<ReviewTimes[K]> };

/** Facts as an edition keeps them: JSON, whose times are texts. */
export type StoredFacts = Omit<ReviewFacts, 'times' | 'pinned'> & {
  readonly times: StoredTimes;
  readonly pinned: readonly (Omit<PinnedEntry, 'at'> & { readonly at: string })[];
};

/** Facts of an edition, read again. */
export function factsOf({ times, pinned, ...facts }: StoredFacts): ReviewFacts {
  const date = (at: string | null) => (at === null ? null : new Date(at));
  return {
    ...facts,
    times: {
      ...times,
      startedAt: new Date(times.startedAt),
      detectedAt: new Date(times.detectedAt),
      pagedAt: date(times.pagedAt),
      acknowledgedAt: date(times.acknowledgedAt),
      resolvedAt: date(times.resolvedAt),
    },
    pinned: pinned.map((entry) => ({ ...entry, at: new Date(entry.at) })),
  };
}
