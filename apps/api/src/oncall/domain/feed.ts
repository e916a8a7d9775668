import { onRecordOf } from '../../access/domain/access-scopes.js';
import { territoriesOf } from '../../access/domain/grants.js';
import type { AccessScope } from '../../access/domain/principal.js';
import { onRecord } from '../../access/domain/trail.js';
import { ROLE_PERMISSIONS } from '#contract';
import type { AuditEntry } from '../../audit/domain/audit-event.js';
import type { User } from '../../access/domain/user.js';
import { forbidden } from '../../platform/kernel/domain-error.js';
import { systemScope, type Scope } from '../../platform/kernel/scope.js';
import type { CalendarEvent } from './calendar.js';
import type { People } from './responders.js';
import type { Schedule } from './schedule.js';
import type { Shift } from './shifts.js';
import { DAY_MS } from './wall-clock.js';

/** The actor that alone reads which feeds there are. */
export const FEEDS_ACTOR = 'feeds';

/** Live ones of one person. */
export const MOST_FEEDS = 20;

/** A secret address at which a calendar reads shifts; the address itself is shown once. */
export interface Feed {
  readonly id: string;
  readonly userId: string;
  /** everybody's shifts of this one; null = its owner's own on every schedule */
  readonly scheduleId: string | null;
  readonly createdAt: Date;
  /** when a calendar read it last, to the hour; null = never */
  readonly lastReadAt: Date | null;
}

/** Somebody who looks after their own feeds. */
export interface FeedOwner {
  readonly userId: string;
  /** in which this room works for them; they are the one on record */
  readonly scope: Scope;
  /** what goes on record of it, in each territory in which they hold something */
  readonly entries: (entry: Omit<AuditEntry, 'territory'>) => AuditEntry[];
}

/** @throws DomainError `forbidden` for tokens: a secret that leaks must not make others */
export function feedOwner(scope: AccessScope): FeedOwner {
  const { actor, userId, grants } = scope.principal;
  if (actor.kind !== 'user' || userId === null)
    throw forbidden('not-for-tokens', 'Calendars of a person are theirs alone. Sign in.');
  const territories = territoriesOf(grants);
  return {
    userId,
    scope: { ...systemScope(FEEDS_ACTOR, territories), onBehalfOf: onRecordOf(scope) },
    entries: (entry) => onRecord(territories, () => entry),
  };
}

/** One's own feed, and the schedule that it tells of. */
export interface OwnFeed {
  readonly feed: Feed;
  /** null = one's own shifts, or those of a schedule that one may not read any more */
  readonly schedule: Pick<Schedule, 'slug' | 'name'> | null;
}

/** The scope of somebody where they may read schedules, whatever the route asks for. */
export const scheduleReader = (scope: AccessScope): AccessScope => ({
  ...scope,
  territories: scope.principal.effectivePermissions.get('schedule:read') ?? [],
});

/** What the audit trail calls a feed: it tells no secret. */
export const feedTarget = ({ id, scheduleId }: Feed) => ({
  kind: 'feed',
  id,
  name: scheduleId === null ? 'own shifts' : 'schedule',
});

/** In which territories somebody may read schedules now: what they may not see is in no calendar of theirs. */
export function mayReadSchedules({ disabled, grants }: User): string[] {
  if (disabled) return [];
  return territoriesOf(grants.filter(({ role }) => ROLE_PERMISSIONS[role].has('schedule:read')));
}

const [BACK_DAYS, AHEAD_DAYS, LONGEST_DAYS] = [90, 180, 31];

/** What a calendar tells of. */
export interface FeedTime {
  /** shifts that end later are told */
  readonly from: Date;
  /** shifts that begin earlier are told */
  readonly to: Date;
  /** from when to when shifts are computed, so that those of up to 31 days are told with their own begin and end */
  readonly lookFrom: Date;
  readonly lookTo: Date;
}

/**
 * 90 days back and 180 ahead, from midnight in UTC so that a calendar that nothing changed is the same all day. A shift that is longer than a
 * month is cut, at the first day of one: it keeps its name until the month after.
 */
export function feedTime(now: Date): FeedTime {
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  const day = (days: number) => new Date(today + days * DAY_MS);
  const month = (at: Date, plus: number) =>
    new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + plus, 1));
  return {
    from: day(-BACK_DAYS),
    to: day(AHEAD_DAYS),
    lookFrom: month(day(-BACK_DAYS - LONGEST_DAYS), 0),
    lookTo: month(day(AHEAD_DAYS + LONGEST_DAYS), 1),
  };
}

export type FeedLanguage = 'de' | 'en';

const WORDS = {
  de: { onCall: 'Bereitschaft', override: 'Vertretung', all: 'Meine Bereitschaften' },
  en: { onCall: 'On call', override: 'Override', all: 'My on-call shifts' },
} as const;

/** What a calendar is called. @param schedule its name; null = its owner's own shifts */
export function feedName(schedule: string | null, language: FeedLanguage): string {
  const { onCall, all } = WORDS[language];
  return schedule === null ? all : `${onCall}: ${schedule}`;
}

/** In one calendar: programs that read one do so on telephones. */
const MOST_EVENTS = 5000;

/** At most 5,000 entries, by their begin: what is ahead before what is over, what is near before what is far. */
export function nearest(events: readonly CalendarEvent[], now: Date): CalendarEvent[] {
  const sorted = events.toSorted(
    (a, b) => a.start.getTime() - b.start.getTime() || (a.uid < b.uid ? -1 : 1),
  );
  const ahead = sorted.filter(({ end }) => end > now).slice(0, MOST_EVENTS);
  const over = sorted.filter(({ end }) => end <= now);
  return [...over.slice(Math.max(0, over.length - (MOST_EVENTS - ahead.length))), ...ahead];
}

/** How often what shifts of a schedule are computed from was changed, and when last. */
export interface Revision {
  readonly revision: number;
  readonly changedAt: Date;
}

/**
 * Shifts as a calendar shows them. Of one schedule at most one begins at an instant, so that its begin names a shift whoever takes it.
 * @param whose id of a user: theirs alone; null = everybody's, with their names
 */
export function feedEvents(
  schedule: Pick<Schedule, 'id' | 'name' | 'slug'>,
  shifts: readonly Shift[],
  whose: string | null,
  told: {
    readonly time: FeedTime;
    readonly people: People;
    readonly link: string;
    readonly language: FeedLanguage;
  } & Revision,
): CalendarEvent[] {
  const { from, to } = told.time;
  const words = WORDS[told.language];
  return shifts
    .filter(({ userId }) => whose === null || userId === whose)
    .filter(({ start, end }) => end > from && start < to)
    .map(({ userId, start, end, layer }) => {
      const who = whose === null ? (told.people.get(userId)?.name ?? userId) : null;
      return {
        uid: `${schedule.id}-${start.getTime() / 1000}@leitstand`,
        start,
        end,
        summary: who === null ? `${words.onCall}: ${schedule.name}` : `${who} (${schedule.name})`,
        description: [layer ?? words.override, told.link].join('\n'),
        sequence: told.revision,
        revisedAt: told.changedAt,
      };
    });
}
