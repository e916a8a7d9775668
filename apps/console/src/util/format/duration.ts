import { LOCALE } from './locale.js';
import type { Language } from './locale.js';

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** A length of time in at most two neighbouring units: 5025 s → '1 hr 23 mins'; whole seconds, never negative. */
export function formatDuration(
  seconds: number,
  language: Language,
  width: 'short' | 'narrow' | 'long' = 'short',
): string {
  let rest = Math.max(0, Math.round(seconds));
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    const amount = Math.floor(rest / size);
    if (amount === 0 && !(unit === 'second' && parts.length === 0)) {
      if (parts.length > 0) break;
      continue;
    }
    parts.push(
      new Intl.NumberFormat(LOCALE[language], { style: 'unit', unit, unitDisplay: width }).format(
        amount,
      ),
    );
    rest -= amount * size;
    if (parts.length === 2) break;
  }
  return parts.join(' ');
}

/** How long ago or ahead, in the one unit that says most: '3 minutes ago', 'in 2 days'. */
export function formatRelative(at: Date, now: Date, language: Language): string {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000);
  const relative = new Intl.RelativeTimeFormat(LOCALE[language], { numeric: 'auto' });
  const size = Math.abs(seconds);
  if (size < 45) return relative.format(seconds === 0 ? 0 : seconds, 'second');
  if (size < 3_600) return relative.format(Math.round(seconds / 60), 'minute');
  if (size < 86_400) return relative.format(Math.round(seconds / 3_600), 'hour');
  if (size < 45 * 86_400) return relative.format(Math.round(seconds / 86_400), 'day');
  if (size < 400 * 86_400) return relative.format(Math.round(seconds / (30.44 * 86_400)), 'month');
  return relative.format(Math.round(seconds / (365.25 * 86_400)), 'year');
}
