/** Recording interval of the base series: one sample every 30 seconds. */
export const TICK_SECONDS = 30;
/** Recording interval of the five-minute series. */
export const FIVE_MINUTES = 300;
/** Value of a tick nobody measured: no sample is written for it. */
export const UNMEASURED = -1;

/** A run of ticks: unix seconds of the first one (a multiple of the tick) and how many follow. */
export interface Span {
  first: number;
  ticks: number;
}

/** The ticks of the `days` days that end at or before `until` (unix seconds). */
export function spanOf(until: number, days: number): Span {
  const ticks = Math.round((days * 86_400) / TICK_SECONDS);
  const last = Math.floor(until / TICK_SECONDS) * TICK_SECONDS;
  return { first: last - (ticks - 1) * TICK_SECONDS, ticks };
}
