import {
  incidentTitle,
  type IncidentClass,
  type IncidentOrigin,
  type IncidentSeverity,
  type IncidentState,
  type UnconfirmedReason,
} from '#contract';
import type { EventType } from '../../platform/kernel/event.js';
import type { Actor } from '../../platform/kernel/scope.js';
import type { TimelineHead } from './timeline.js';

/** Begins the keys of groups of incidents about silence; behind it stands of what, and its id. */
export const SILENCE_PREFIX = 'silent|';
const SILENCE_OF = {
  heartbeat: `${SILENCE_PREFIX}heartbeat:`,
  source: `${SILENCE_PREFIX}source:`,
} as const;

/** The key of the incident about the silence of one heartbeat or source. */
export function silenceKey(of: keyof typeof SILENCE_OF, id: string): string {
  return SILENCE_OF[of] + id;
}

/** Something is wrong, and somebody has to see to it. */
export interface Incident {
  readonly id: string;
  /** n of INC-n */
  readonly number: number;
  readonly title: string;
  readonly state: IncidentState;
  readonly class: IncidentClass;
  /** the worst of its alerts so far */
  readonly severity: IncidentSeverity;
  readonly territory: string;
  /** what its alerts share; of its own for one that people declared */
  readonly groupKey: string;
  /** slug */
  readonly subject: string | null;
  /** slug */
  readonly slo: string | null;
  /** slug of the source of its first alert; null when people declared it */
  readonly source: string | null;
  /** of its notifications */
  readonly topicId: string;
  /** earliest start of an alert of it */
  readonly startedAt: Date;
  readonly triggeredAt: Date;
  /** the last time somebody did; stays when it is reopened, so that they are asked first */
  readonly acknowledgedAt: Date | null;
  readonly acknowledgedBy: Actor | null;
  readonly resolvedAt: Date | null;
  readonly resolvedBy: Actor | null;
  /** whether its alerts resolved it; null while it is open */
  readonly automatic: boolean | null;
  /** when it was reopened by itself within the last hour, oldest first */
  readonly reopenings: readonly Date[];
  /** of one that flaps: when it resolves if it stays quiet */
  readonly quietUntil: Date | null;
  /** the last one; `presentSnooze` says whether it holds */
  readonly snooze: Snooze | null;
  /** id of the older incident that it turned out to be; null unless it did */
  readonly mergedInto: string | null;
  /** its alerts that fire */
  readonly firing: number;
  /** its alerts that fire beyond those that are kept one by one */
  readonly folded: number;
  /** of those that fire: as many are called over by their source, which nothing has borne out */
  readonly ended: number;
  /** why it goes on although all of its alerts are called over; null when it does not, or that is being looked into */
  readonly unconfirmed: Unconfirmed | null;
  readonly head: TimelineHead;
  /** grows by one with every change of the above; the ETag */
  readonly version: number;
  readonly updatedAt: Date;
}

/** Until when nobody is paged about an incident, and who said so. */
export interface Snooze {
  readonly at: Date;
  readonly until: Date;
  readonly by: Actor;
  /** null while it holds */
  readonly endedAt: Date | null;
}

/** The snooze that holds; null when nothing keeps people from being paged. */
export function presentSnooze({
  snooze,
}: Pick<Incident, 'snooze'>): Omit<Snooze, 'endedAt'> | null {
  if (snooze === null || snooze.endedAt !== null) return null;
  const { at, until, by } = snooze;
  return { at, until, by };
}

/** An end that is not believed. */
export interface Unconfirmed {
  readonly since: Date;
  readonly reason: UnconfirmedReason;
}

/** Whether its source calls all of its alerts over. */
export function isAllEnded({
  firing,
  folded,
  ended,
}: Pick<Incident, 'firing' | 'folded' | 'ended'>): boolean {
  return ended > 0 && ended >= firing + folded;
}

/** What a verb makes of an incident, and what is said of it. */
export interface Transition {
  readonly incident: Incident;
  /** of the timeline's entry */
  readonly kind: string;
  readonly event: EventType;
}

const MINUTE_MS = 60_000;
/** An acknowledgement of a page that leads to nothing for as long is none any more. */
export const ACKNOWLEDGE_TIMEOUT_MS = 30 * MINUTE_MS;
const REOPENS_WITHIN_MS = 15 * MINUTE_MS;
const FLAPS_WITHIN_MS = 60 * MINUTE_MS;
const FLAPS_FROM = 3;

/**
 * When the acknowledgement of an incident lapses unless it is resolved: whoever gave it is paged then, and others after them.
 * @returns null where nothing lapses: nobody acknowledged it, it is over, it sleeps, or nobody is paged about it
 */
export function acknowledgedUntil({
  state,
  class: of,
  acknowledgedAt,
  snooze,
}: Pick<Incident, 'state' | 'class' | 'acknowledgedAt' | 'snooze'>): Date | null {
  if (state !== 'acknowledged' || of !== 'page' || acknowledgedAt === null) return null;
  if (presentSnooze({ snooze })) return null;
  return new Date(acknowledgedAt.getTime() + ACKNOWLEDGE_TIMEOUT_MS);
}

/** `INC-17` */
export function nameOf({ number }: Pick<Incident, 'number'>): string {
  return `INC-${number}`;
}

/** The number of `INC-17` or `17`; null for any other text. */
export function numberIn(text: string): number | null {
  const digits = /^(?:INC-)?([1-9]\d{0,8})$/i.exec(text)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** Who took its present run on, and when. Who did before it was reopened is asked first, but has it no more. */
export function presentAcknowledgement({
  acknowledgedAt,
  acknowledgedBy,
  triggeredAt,
}: Pick<Incident, 'acknowledgedAt' | 'acknowledgedBy' | 'triggeredAt'>): Pick<
  Incident,
  'acknowledgedAt' | 'acknowledgedBy'
> {
  return acknowledgedAt !== null && acknowledgedAt >= triggeredAt
    ? { acknowledgedAt, acknowledgedBy }
    : { acknowledgedAt: null, acknowledgedBy: null };
}

export function isOpenIncident({ state }: Pick<Incident, 'state'>): boolean {
  return state !== 'resolved';
}

/** What an alert that opens does with its group's last incident: joins it, reopens it, or begins another one. */
export type Opening = 'joins' | 'reopens' | 'begins';

/**
 * An incident that resolved by itself is taken up again within 15 minutes. One that somebody resolved is over: what fires anew is
 * another one.
 * @param last of the alert's group
 */
export function openingOf(last: Incident | null, now: Date): Opening {
  if (!last) return 'begins';
  if (isOpenIncident(last)) return 'joins';
  const since = now.getTime() - (last.resolvedAt?.getTime() ?? 0);
  return last.automatic === true && since <= REOPENS_WITHIN_MS ? 'reopens' : 'begins';
}

/** Whether it went off and on so often that quiet alone is no news: three times within an hour. */
export function isFlapping({ reopenings }: Pick<Incident, 'reopenings'>, now: Date): boolean {
  return lately(reopenings, now).length >= FLAPS_FROM;
}

/** Those of these times that lie within the last hour. */
export function lately(times: readonly Date[], now: Date): Date[] {
  return times.filter((at) => now.getTime() - at.getTime() < FLAPS_WITHIN_MS);
}

/** What the catalog calls the things that an incident is about, and the alert that it began with; null = not known, or not to be seen. */
export interface IncidentNames {
  readonly slo: string | null;
  /** whether the SLO of that name is deleted */
  readonly sloDeleted: boolean;
  readonly subject: string | null;
  readonly team: string | null;
  readonly source: string | null;
  /** `alertname` */
  readonly rule: string | null;
  /** whether it was resolved once, and opened again */
  readonly reopened: boolean;
}

export const NO_NAMES: IncidentNames = {
  slo: null,
  sloDeleted: false,
  subject: null,
  team: null,
  source: null,
  rule: null,
  reopened: false,
};

/** The title in the reader's language, as far as it is ours. */
export function titleOf(
  incident: Pick<Incident, 'title' | 'slo' | 'source' | 'groupKey'>,
  names: IncidentNames,
  locale: 'de' | 'en',
): string {
  const { title, slo } = incident;
  return incidentTitle({ title, slo, rule: names.rule, origin: originOf(incident), names }, locale);
}

/** What an incident began with: unless alerts fire, that is what holds it open. */
export function originOf({
  source,
  groupKey,
}: Pick<Incident, 'source' | 'groupKey'>): IncidentOrigin {
  if (source === null) return 'people';
  if (groupKey.startsWith(SILENCE_OF.heartbeat)) return 'heartbeat';
  return groupKey.startsWith(SILENCE_OF.source) ? 'source' : 'alerts';
}
