import type { Language } from '../../util/format/locale.js';
import { formatFactor, formatNumber } from '../../util/format/number.js';

/** A count of budgeted events: whole numbers, one decimal only where fewer than ten are allowed in all. Cut, not rounded. */
export function formatEvents(count: number, allowed: number, language: Language): string {
  const digits = allowed < 10 ? 1 : 0;
  const scale = 10 ** digits;
  return formatNumber(
    Math.trunc(Number((count * scale).toPrecision(14))) / scale,
    language,
    digits,
  );
}

/** A burn rate: '14.4×', with two decimals below 10 so that 1.04× does not read as 1×; '–' when unknown. */
export function formatRate(rate: number | null, language: Language): string {
  if (rate === null) return '–';
  return formatFactor(rate, language, rate < 9.995 && rate > 0 ? 2 : 1);
}
