import type { Person, Schedule, Shifts } from '../../src/api/contract.js';
import type { KeptSchedule } from './schedules.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LENGTHS = { hourly: HOUR, daily: DAY, weekly: 7 * DAY, monthly: 30 * DAY };
const SUNDAY = 0;
const SATURDAY = 6;

type Shift = Shifts['shifts'][number];

/** Whose turn it is by the first layer, in a world without time zones: enough to look at. */
function byRotation({ layers }: Schedule, at: number): { user: Person; layer: string } | null {
  const [layer] = layers;
  if (!layer) return null;
  const { turn, every, anchor, members } = layer.rotation;
  if (layer.effectiveFrom !== null && at < Date.parse(`${layer.effectiveFrom}:00Z`)) return null;
  const date = new Date(at);
  const office = date.getUTCHours() >= 8 && date.getUTCHours() < 16;
  const weekend = date.getUTCDay() === SUNDAY || date.getUTCDay() === SATURDAY;
  if (layer.restrictions.length > 0 && (!office || weekend)) return null;
  const turns = Math.floor((at - Date.parse(anchor) - 8 * HOUR) / (LENGTHS[turn] * every));
  const user = members.at(turns % members.length);
  return user ? { user, layer: layer.name } : null;
}

/** Who is on call at an instant. */
export function onCall(
  { schedule, overrides }: KeptSchedule,
  at: number,
): Pick<Shift, 'user' | 'layer' | 'override'> | null {
  const override = overrides.findLast(
    ({ start, end }) => Date.parse(start) <= at && at < Date.parse(end),
  );
  if (override) return { user: override.user, layer: null, override: override.id };
  const turn = byRotation(schedule, at);
  return turn && { ...turn, override: null };
}

/** Shifts and gaps from one time to another, to the hour. */
export function shiftsOf(kept: KeptSchedule, from: number, to: number): Shifts {
  const shifts: Shift[] = [];
  const gaps: Shifts['gaps'] = [];
  for (let at = from; at < to;) {
    const next = Math.min((Math.floor(at / HOUR) + 1) * HOUR, to);
    const [start, end] = [new Date(at).toISOString(), new Date(next).toISOString()];
    const duty = onCall(kept, at);
    const [last, gap] = [shifts.at(-1), gaps.at(-1)];
    const goesOn =
      last?.end === start && last.user.id === duty?.user.id && last.override === duty.override;
    if (duty && last && goesOn) last.end = end;
    else if (duty) shifts.push({ ...duty, start, end });
    else if (gap?.end === start) gap.end = end;
    else gaps.push({ start, end });
    at = next;
  }
  const time = (at: number) => new Date(at).toISOString();
  return { from: time(from), to: time(to), timeZone: kept.schedule.timeZone, shifts, gaps };
}
