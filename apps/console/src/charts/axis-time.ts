import { dateFormat } from '../util/format/intl.js';
import type { Language } from '../util/format/locale.js';

const DAY = 86_400;

function part(
  at: number,
  zone: string,
  language: Language,
  options: Intl.DateTimeFormatOptions,
): string {
  return dateFormat(language, {
    ...options,
    timeZone: zone,
    hourCycle: 'h23',
  }).format(new Date(at * 1000));
}

/**
 * Labels of time-axis ticks (unix seconds) `step` seconds apart: days as '12 Nov', hours as '14:00' with the date where a
 * new day begins.
 */
export function timeLabels(
  ticks: readonly number[],
  step: number,
  zone: string,
  language: Language,
): string[] {
  return ticks.map((tick) => {
    const date = part(tick, zone, language, { day: 'numeric', month: 'short' });
    if (step >= DAY) return date;
    const time = part(tick, zone, language, { hour: '2-digit', minute: '2-digit' });
    return time === '00:00' ? date : time;
  });
}
