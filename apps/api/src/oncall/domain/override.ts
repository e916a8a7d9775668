import { SCHEDULE_LIMITS, type Permission } from '#contract';
import { isAccessScope } from '../../access/domain/principal.js';
import type { AuditEntry } from '../../audit/domain/audit-event.js';
import { conflict, invalid, forbidden } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import type { Schedule } from './schedule.js';
import type { Shift, StandIn } from './shifts.js';
import { DAY_MS } from './wall-clock.js';

/** Somebody stands in for whoever would be on call. */
export interface Override extends StandIn {
  readonly scheduleId: string;
  /** that of its schedule */
  readonly territory: string;
  readonly createdAt: Date;
  /** id of the user who made it; null = a token that is nobody's */
  readonly createdBy: string | null;
}

export type NewOverride = Omit<Override, 'number'>;

/** Of one schedule, those that are not over. */
const MOST_OVERRIDES = 500;

/** Who may make and take back overrides of others, besides their own. */
const OTHERS: Permission = 'schedule:write';

/** The person who acts, and whether they may arrange the shifts of others in a territory. */
export function actorIn(scope: Scope, territory: string): { id: string | null; arranges: boolean } {
  if (!isAccessScope(scope)) return { id: null, arranges: scope.territories.includes(territory) };
  const { userId, effectivePermissions } = scope.principal;
  return {
    id: userId,
    arranges: effectivePermissions.get(OTHERS)?.includes(territory) ?? false,
  };
}

/**
 * The time of an override as it will be: nobody can say any more who was on call, so that what would begin in the past begins now.
 * @param start null = now
 * @throws DomainError `validation-failed` naming the field
 */
export function overrideTime(start: Date | null, end: Date, now: Date): { start: Date; end: Date } {
  const from = new Date(Math.max((start ?? now).getTime(), now.getTime()));
  const refused = (code: string, message: string) => invalid([{ path: 'end', code, message }]);
  if (start !== null && end <= start) throw refused('not-after-start', 'must be after the start.');
  if (end <= now) throw refused('in-the-past', 'must lie in the future.');
  if (end.getTime() - from.getTime() > SCHEDULE_LIMITS.overrideDays * DAY_MS)
    throw refused(
      'too-long',
      `must be at most ${SCHEDULE_LIMITS.overrideDays} days after the start.`,
    );
  return { start: from, end };
}

/** @param others overrides of the schedule that are not over; @throws DomainError `conflict` when there are too many */
export function assertRoomForOverride(others: number): void {
  if (others >= MOST_OVERRIDES)
    throw conflict(
      'too-many-overrides',
      `This schedule has ${MOST_OVERRIDES} overrides that are not over: change its rotations instead.`,
    );
}

/**
 * Holds who wants an override against who is on call without it: one may take anybody's shift oneself, and give one's own away; whoever
 * may write the schedule arranges everybody's.
 * @param userId who would be on call
 * @param shifts who would be on call without it, in all of its time
 * @param gaps times of it in which nobody would
 * @throws DomainError `forbidden`
 */
export function assertMayOverride(
  scope: Scope,
  territory: string,
  userId: string,
  shifts: readonly Pick<Shift, 'userId'>[],
  gaps: readonly unknown[],
): void {
  const { id, arranges } = actorIn(scope, territory);
  if (arranges || (id !== null && userId === id)) return;
  if (id !== null && gaps.length === 0 && shifts.every((shift) => shift.userId === id)) return;
  throw forbidden(
    'shift-of-others',
    'You may take a shift, or give away one that is all yours; an editor arranges those of others.',
  );
}

/** What is made of an override that is taken back: one that goes on ends now. */
export type TakenBack =
  | { readonly kind: 'deleted' }
  | { readonly kind: 'ended'; readonly at: Date };

/** @throws DomainError `forbidden` when somebody else made it, `conflict` when it is over */
export function takeBack(scope: Scope, override: Override, now: Date): TakenBack {
  const { id, arranges } = actorIn(scope, override.territory);
  if (!arranges && (id === null || override.createdBy !== id))
    throw forbidden(
      'override-of-others',
      'Somebody else made this override: they can take it back, or an editor.',
    );
  if (override.end <= now)
    throw conflict('override-over', 'This override is over: who was on call stays on record.');
  return override.start < now ? { kind: 'ended', at: now } : { kind: 'deleted' };
}

/** What the audit trail is told of an override. */
export function overrideEntry(
  { slug, name, territory }: Pick<Schedule, 'slug' | 'name' | 'territory'>,
  before: Override | null,
  after: Override | null,
): AuditEntry {
  const told = (override: Override | null) =>
    override && {
      override: override.id,
      user: override.userId,
      start: override.start,
      end: override.end,
    };
  return {
    action: before ? 'schedule.override-ended' : 'schedule.override-made',
    target: { kind: 'schedule', id: slug, name },
    territory,
    before: told(before),
    after: told(after),
  };
}
