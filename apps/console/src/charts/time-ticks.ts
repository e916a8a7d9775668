import { dateFormat } from '../util/format/intl.js';

const HOUR = 3_600;
const DAY = 24 * HOUR;
const STEPS = [
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  3 * DAY,
  7 * DAY,
  14 * DAY,
  30 * DAY,
  90 * DAY,
];

/** The hour (0..23) an instant (unix seconds) has in a zone. */
function hourIn(format: Intl.DateTimeFormat, at: number): number {
  return Number(format.format(new Date(at * 1000)));
}

/**
 * Ticks of a time axis over [from, to] (unix seconds), at most `most` of them: round hours of the zone, or its midnights;
 * with the step between them in seconds. Days are counted from the first midnight, so that a change of clocks moves none.
 */
export function timeTicks(
  [from, to]: [number, number],
  zone: string,
  most: number,
): { ticks: number[]; step: number } {
  const step = STEPS.find((size) => (to - from) / size <= most) ?? 365 * DAY;
  const format = dateFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    hourCycle: 'h23',
  });
  const ticks: number[] = [];
  let midnights = 0;
  for (let at = Math.ceil(from / HOUR) * HOUR; at <= to; at += HOUR) {
    const hour = hourIn(format, at);
    if (step < DAY ? hour % (step / HOUR) === 0 : hour === 0 && midnights++ % (step / DAY) === 0)
      ticks.push(at);
  }
  return { ticks, step };
}
