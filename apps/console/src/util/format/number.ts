import { numberFormat } from './intl.js';
import type { Language } from './locale.js';

const NARROW = '\u202f';
const WIDE = /\u00a0/g;

export interface NumberParts {
  number: string;
  unit: string;
}

/** A number with at most `digits` decimals (default 0): 12407 → '12,407' / '12.407'. */
export function formatNumber(value: number, language: Language, digits = 0): string {
  return numberFormat(language, { maximumFractionDigits: digits, minimumFractionDigits: 0 }).format(
    value,
  );
}

/**
 * A share (0..1) as percent, cut to `digits` decimals toward zero, so that 0.99996 never reads 100 % while something is bad.
 * Gives the digits and the unit apart: { number: '99,95', unit: '\u202f%' } in German, { '99.95', '%' } in English.
 */
export function percentParts(share: number, language: Language, digits = 2): NumberParts {
  const options = {
    style: 'percent',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    roundingMode: 'trunc',
  };
  // As text, the decimal is cut exactly; as a float 0.29 is 0.28999… and would lose a digit.
  const exact = String(Number(share.toPrecision(15))) as `${number}`;
  const parts = numberFormat(language, options as Intl.NumberFormatOptions).formatToParts(exact);
  const unit = parts
    .filter(({ type }) => type === 'percentSign')
    .map(({ value }) => value)
    .join('');
  const number = parts
    .filter(({ type }) => type !== 'percentSign' && type !== 'literal')
    .map(({ value }) => value)
    .join('');
  return { number, unit: language === 'de' ? NARROW + unit : unit };
}

/** `99,95 %` (narrow no-break space) or `99.95%`. */
export function formatPercent(share: number, language: Language, digits = 2): string {
  const { number, unit } = percentParts(share, language, digits);
  return number + unit;
}

/** A percent given as exact decimal text ('99.9', as objectives carry it), without going through a float. */
export function formatExactPercent(decimal: string, language: Language): string {
  return language === 'de' ? `${decimal.replace('.', ',')}${NARROW}%` : `${decimal}%`;
}

/** A burn rate: 14.4 → '14.4×'. */
export function formatFactor(value: number, language: Language, digits = 1): string {
  return `${numberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value)}×`;
}

/** Bytes, milliseconds and the like, with a narrow no-break space before the unit: '240 ms'. */
export function formatQuantity(
  value: number,
  unit: string,
  language: Language,
  digits = 0,
): string {
  return `${formatNumber(value, language, digits)}${NARROW}${unit}`.replace(WIDE, NARROW);
}
