import { formatPercent } from './number.js';
import type { Language } from './locale.js';

/** Digits of a budget share, the same in list, tile, chart and table, so that one number never looks like two. */
export const LEFT_DIGITS = 2;

/** A share of the budget that is left, with a real minus sign when overspent. */
export function formatLeft(left: number, language: Language, digits: number = LEFT_DIGITS): string {
  const text = formatPercent(left, language, digits);
  return /^-[0.,]+\D*$/.test(text) ? text.slice(1) : text.replace('-', '\u2212');
}
