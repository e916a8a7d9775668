import { isSample } from '../../catalog/domain/labels.js';
import type { Override } from '../domain/override.js';
import { personIn, type People, type Person } from '../domain/responders.js';
import type { Schedule, ScheduleContent } from '../domain/schedule.js';
import type { OnCallView } from '../use-cases/list-on-call.js';
import type { ScheduleView } from '../use-cases/schedules.js';
import type { ShiftsView } from '../use-cases/read-shifts.js';
import type { ScheduleBody } from './oncall.dto.js';

/** What the API shows of a schedule. */
export function scheduleJson({ schedule, people }: ScheduleView) {
  const { id: _id, createdAt: _createdAt, layers, ...same } = schedule;
  return {
    ...same,
    layers: layers.map(({ rotation: { members, ...rotation }, effectiveFrom, ...layer }) => ({
      ...layer,
      effectiveFrom: effectiveFrom ?? null,
      rotation: { ...rotation, members: members.map((member) => personIn(people, member)) },
    })),
    sample: isSample(schedule.labels),
  };
}

/** What a PUT makes of a schedule: team and labels left out keep their value. */
export function scheduleContentOf(
  { team, labels, ...body }: ScheduleBody,
  before: Schedule | null,
): ScheduleContent {
  return {
    ...body,
    team: team === undefined ? (before?.team ?? null) : team,
    labels: labels ?? before?.labels ?? {},
  };
}

export function shiftsJson({ schedule, from, to, shifts, gaps, people }: ShiftsView) {
  return {
    from,
    to,
    timeZone: schedule.timeZone,
    shifts: shifts.map(({ userId, start, end, layer, overrideId }) => ({
      user: personIn(people, userId),
      start,
      end,
      layer,
      override: overrideId,
    })),
    gaps,
  };
}

export function overrideJson(people: People) {
  return ({ id, userId, start, end, createdAt, createdBy }: Override) => ({
    id,
    user: personIn(people, userId),
    start,
    end,
    createdAt,
    createdBy: createdBy === null ? null : personIn(people, createdBy),
  });
}

export function onCallJson({ schedule, user, next, until, layer, overrideId }: OnCallView): {
  [K in 'schedule' | 'name' | 'territory' | 'timeZone']: string;
} & {
  team: string | null;
  user: Person | null;
  next: Person | null;
  until: Date | null;
  layer: string | null;
  override: string | null;
} {
  const { slug, name, territory, team, timeZone } = schedule;
  return {
    schedule: slug,
    name,
    territory,
    team,
    timeZone,
    user,
    until,
    next,
    layer,
    override: overrideId,
  };
}
