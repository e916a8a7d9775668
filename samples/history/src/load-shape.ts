import { TICK_SECONDS } from './ticks.js';

/** How busy a local hour is against the average, and how the days of the week bend the evening. */
const DAY: readonly (readonly [hour: number, factor: number])[] = [
  [0, 0.45],
  [3, 0.18],
  [6, 0.35],
  [9, 0.95],
  [12, 1.15],
  [15, 1.0],
  [17, 1.2],
  [19, 2.1],
  [20.5, 2.3],
  [22, 1.2],
  [24, 0.45],
];
const SATURDAY = { day: 1.15, evening: 0.7 };
const SUNDAY = { day: 1.2, evening: 1.1 };
const WORKDAY = { day: 1, evening: 1 };
const PEAK_ABOVE = 1.7;
const HOUR = 3600;

/** Load of one tick: `factor` around 1 on average over a week, and whether it counts as peak load. */
export interface Load {
  factor: number;
  peak: boolean;
}

/**
 * Load factors for a run of ticks, averaging exactly 1 over the run.
 * @param firstTick unix seconds of the first tick
 */
export function loadShape(firstTick: number, ticks: number): Load[] {
  const raw: number[] = [];
  let local = { at: Number.NaN, hour: 0, weekday: 0 };
  for (let i = 0; i < ticks; i++) {
    const at = firstTick + i * TICK_SECONDS;
    const hourStart = at - (at % HOUR);
    if (local.at !== hourStart) local = { at: hourStart, ...localHour(hourStart) };
    raw.push(rawFactor(local.hour + (at - hourStart) / HOUR, local.weekday));
  }
  const mean = raw.reduce((sum, factor) => sum + factor, 0) / Math.max(1, ticks);
  return raw.map((factor) => ({ factor: factor / mean, peak: factor > PEAK_ABOVE }));
}

function rawFactor(hour: number, weekday: number): number {
  const bend = weekday === 6 ? SATURDAY : weekday === 0 ? SUNDAY : WORKDAY;
  return interpolate(hour) * (hour >= 17 && hour < 22 ? bend.evening : bend.day);
}

function interpolate(hour: number): number {
  for (let i = 1; i < DAY.length; i++) {
    const [left, low] = DAY[i - 1] ?? [0, 0];
    const [right, high] = DAY[i] ?? [24, 0];
    if (hour <= right) return low + ((high - low) * (hour - left)) / (right - left);
  }
  return DAY.at(-1)?.[1] ?? 0;
}

const clock = new Intl.DateTimeFormat('en-US', {
  timeZone: 'Europe/Berlin',
  hourCycle: 'h23',
  hour: 'numeric',
  weekday: 'short',
});
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

function localHour(at: number): { hour: number; weekday: number } {
  const parts = clock.formatToParts(at * 1000);
  const part = (type: string): string => parts.find((p) => p.type === type)?.value ?? '';
  return { hour: Number(part('hour')), weekday: WEEKDAYS.indexOf(part('weekday')) };
}
