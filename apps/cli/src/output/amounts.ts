/** A share (0..1) as percent, cut toward zero as the console does, so that 0.99996 never reads 100% while something is bad. */
export function percent(share: number | null, digits = 2): string {
  if (share === null) return '-';
  const options = {
    style: 'percent',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    roundingMode: 'trunc',
  };
  // As text the decimal is cut exactly; as a float 0.29 is 0.28999… and would lose a digit.
  const exact = String(Number(share.toPrecision(15))) as `${number}`;
  return new Intl.NumberFormat('en', options as Intl.NumberFormatOptions).format(exact);
}

/** A burn rate, digits as in the console: 14.4 → `14.4x`, 0.25 → `0.25x`. */
export function factor(rate: number | null): string {
  return rate === null ? '-' : `${rate.toFixed(rate < 9.995 && rate > 0 ? 2 : 1)}x`;
}

/** A count with thousands separated. */
export function count(value: number): string {
  return new Intl.NumberFormat('en', { maximumFractionDigits: 2 }).format(value);
}

/** A time to the second, in UTC: `2026-03-01 12:00:00Z`. */
export function time(at: string | null): string {
  if (at === null) return '-';
  const date = new Date(at);
  return Number.isNaN(date.getTime())
    ? at
    : date
        .toISOString()
        .replace('T', ' ')
        .replace(/\.\d+Z$/, 'Z');
}
