const UNITS = [
  ['d', 86_400],
  ['h', 3_600],
  ['m', 60],
  ['s', 1],
] as const;

/** Seconds as people write them, in the largest unit that is exact: 90 → `90s`, 86400 → `1d`. */
export function spanText(seconds: number): string {
  const [unit, size] = UNITS.find(([, size]) => seconds > 0 && seconds % size === 0) ?? ['s', 1];
  return `${seconds / size}${unit}`;
}

/** The seconds of what people write: `30s`, `5m`, `1h`, `1d`; null for anything else. */
export function spanSeconds(text: string): number | null {
  const [, count, unit] = /^\s*(\d{1,8})\s*([smhd])\s*$/.exec(text) ?? [];
  const size = UNITS.find(([name]) => name === unit)?.[1];
  return size === undefined ? null : Number(count) * size;
}
