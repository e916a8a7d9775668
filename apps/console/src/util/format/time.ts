import { dateFormat } from './intl.js';
import type { Language } from './locale.js';

export type TimeStyle =
  | 'time'
  | 'seconds'
  | 'date'
  | 'day'
  | 'datetime'
  | 'weekday'
  | 'near'
  | 'full';

const STYLES: Record<TimeStyle, Intl.DateTimeFormatOptions> = {
  time: { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' },
  seconds: { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short' },
  date: { day: '2-digit', month: 'short', year: 'numeric' },
  day: { weekday: 'long', day: 'numeric', month: 'long' },
  datetime: {
    day: '2-digit',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  },
  weekday: {
    weekday: 'short',
    day: '2-digit',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  },
  near: { weekday: 'short', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' },
  full: {
    weekday: 'short',
    day: '2-digit',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  },
};

/** An instant in a zone, always with the zone's abbreviation (dates excepted): '03:12 MEZ', '03:12 CET', '02:12 UTC'. */
export function formatTime(at: Date, zone: string, language: Language, style: TimeStyle): string {
  const format = dateFormat(language, {
    ...STYLES[style],
    timeZone: zone,
    hourCycle: 'h23',
  });
  return format
    .formatToParts(at)
    .map(({ type, value }) => (type === 'timeZoneName' ? value.replace(/^GMT/, 'UTC') : value))
    .join('');
}

/** The zone's abbreviation at an instant: 'MEZ', 'CEST', 'UTC+9'. */
export function zoneAbbreviation(at: Date, zone: string, language: Language): string {
  const parts = dateFormat(language, {
    timeZone: zone,
    timeZoneName: 'short',
  }).formatToParts(at);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
  return name.replace(/^GMT/, 'UTC');
}

/** Whether the runtime knows this IANA zone. */
export function isZone(zone: string): boolean {
  try {
    dateFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
