import { numberFormat, relativeFormat } from './intl.js';
import type { Language } from './locale.js';

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

type Width = 'short' | 'narrow' | 'long';

/** The words of a length of time, one for each of at most two neighbouring units: 5025 s → ['1 hr', '23 mins']. */
function unitWords(seconds: number, language: Language, width: Width): string[] {
  let rest = Math.max(0, Math.round(seconds));
  const words: string[] = [];
  for (const [unit, size] of UNITS) {
    const amount = Math.floor(rest / size);
    if (amount === 0 && !(unit === 'second' && words.length === 0)) {
      if (words.length > 0) break;
      continue;
    }
    words.push(numberFormat(language, { style: 'unit', unit, unitDisplay: width }).format(amount));
    rest -= amount * size;
    if (words.length === 2) break;
  }
  return words;
}

/** A length of time in at most two neighbouring units: 5025 s → '1 hr 23 mins'; whole seconds, never negative. */
export function formatDuration(
  seconds: number,
  language: Language,
  width: Width = 'short',
): string {
  return unitWords(seconds, language, width).join(' ');
}

/**
 * A length of time in full words as it follows 'in', 'nach' or 'von' in German, which take the dative: 'in 30 Tagen'. Of the units
 * here only days in the plural have a form of their own. In English the same as everywhere.
 */
export function formatDurationDative(seconds: number, language: Language): string {
  return unitWords(seconds, language, 'long')
    .map((words) => (language === 'de' ? words.replace(/Tage$/, 'Tagen') : words))
    .join(' ');
}

/**
 * The moment from which a relative time is told: that of the last tick, so that those on a screen agree, unless the instant came after it:
 * what has just happened does not lie ahead.
 * @param clock now, unix milliseconds
 */
export function presentFor(at: Date, ticked: Date, clock: () => number): Date {
  if (at <= ticked) return ticked;
  const now = clock();
  return at.getTime() <= now ? new Date(now) : ticked;
}

/** How long ago or ahead, in the one unit that says most: '3 minutes ago', 'in 2 days'. */
export function formatRelative(at: Date, now: Date, language: Language): string {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000);
  // Pieces of 24 hours are no calendar days: 'tomorrow' would be wrong for half of them. Only the present has a word of its own.
  const numeric = seconds === 0 ? 'auto' : 'always';
  const relative = relativeFormat(language, { numeric });
  const size = Math.abs(seconds);
  if (size < 45) return relative.format(seconds, 'second');
  if (size < 3_600) return relative.format(Math.round(seconds / 60), 'minute');
  if (size < 86_400) return relative.format(Math.round(seconds / 3_600), 'hour');
  if (size < 45 * 86_400) return relative.format(Math.round(seconds / 86_400), 'day');
  if (size < 400 * 86_400) return relative.format(Math.round(seconds / (30.44 * 86_400)), 'month');
  return relative.format(Math.round(seconds / (365.25 * 86_400)), 'year');
}
