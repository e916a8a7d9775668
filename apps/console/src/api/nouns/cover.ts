import type { Me, Override, Person, Schedule } from '../contract.js';
import { mayIn } from './authority.js';

/** What somebody may arrange of a turn: take it, or give it to somebody else. */
export interface MayCover {
  readonly take: boolean;
  readonly give: boolean;
}

/**
 * One may take anybody's shift, and give one's own away; whoever may write the schedule arranges everybody's.
 * @param holder whose turn it is; null = nobody's
 */
export function mayCover(
  me: Me | undefined,
  territory: string,
  holder: Pick<Person, 'id'> | null,
): MayCover {
  if (!mayIn(me, 'override:write', [territory])) return { take: false, give: false };
  const mine = holder !== null && holder.id === me?.id;
  return { take: !mine, give: mine || mayIn(me, 'schedule:write', [territory]) };
}

/** Whether somebody may take an override back: the one who made it, or whoever may write the schedule. */
export function mayTakeBack(
  me: Me | undefined,
  territory: string,
  { createdBy }: Pick<Override, 'createdBy'>,
): boolean {
  if (!mayIn(me, 'override:write', [territory])) return false;
  return createdBy?.id === me?.id || mayIn(me, 'schedule:write', [territory]);
}

/** Everybody in a schedule's rotations whom something reaches, each once, in their order. */
export function membersOf({ layers }: Pick<Schedule, 'layers'>): Person[] {
  const members = layers.flatMap(({ rotation }) => rotation.members).filter(({ active }) => active);
  return [...new Map(members.map((person) => [person.id, person])).values()];
}

const HOUR = 3_600_000;
const HOURS = [1, 2, 4, 8, 12, 24];

/** Lengths in hours that leave a rest of a time; all of them where its end (in milliseconds) is not known. */
export function hoursWithin(start: number, end: number | null): number[] {
  return HOURS.filter((hours) => end === null || start + hours * HOUR < end);
}
