import type { AlertSource } from '../api/nouns.js';

/** Of how many alerts a source and its Prometheus say different things: `2 waiting, 1 suppressed`. */
export function disagreementText(counts: AlertSource['disagreement']): string {
  const said = Object.entries(counts).flatMap(([kind, count]) =>
    count > 0 ? [`${count} ${kind}`] : [],
  );
  return said.join(', ') || '-';
}

/** Seconds in the largest unit that is exact: `90s`, `1d`. */
export function spanText(seconds: number): string {
  const [unit, size] = UNITS.find(([, size]) => seconds > 0 && seconds % size === 0) ?? ['s', 1];
  return `${seconds / size}${unit}`;
}

const UNITS = [
  ['d', 86_400],
  ['h', 3600],
  ['m', 60],
] as const;
