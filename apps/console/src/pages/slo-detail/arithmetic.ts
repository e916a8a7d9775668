import type { Reading, SloRow } from '../../api/contract-slo.js';
import { formatEvents, formatRate } from '../../components/slo/amounts.js';
import { formatLeft, LEFT_DIGITS } from '../../util/format/left.js';
import { errorBudgetPercent } from '../../api/nouns/error-budget.js';
import { sliDigits } from '../../api/nouns/objective.js';
import { coverageDigits } from './coverage-digits.js';
import type { Language } from '../../util/format/locale.js';
import { formatExactPercent, formatNumber, formatPercent } from '../../util/format/number.js';

/** The numbers of the sum people can check by hand, as text. `spent` and `left` add up to 100 % as shown. */
export interface Arithmetic {
  total: string;
  good: string;
  bad: string;
  sli: string;
  target: string;
  budget: string;
  /** Events the budget is a share of: those measured, or those of the whole calendar window. */
  base: string;
  allowed: string;
  spent: string;
  left: string;
  rate: string | null;
  coverage: string;
  sample: string | null;
}

/** The arithmetic behind a reading; null while nothing is measured. */
export function arithmeticOf(
  row: Pick<SloRow, 'objective'>,
  reading: Reading,
  language: Language,
): Arithmetic | null {
  const { sli, budget, burn, good, bad, total, coverage, sampleShare } = reading;
  if (sli === null || budget.leftShare === null) return null;
  const { target, window } = row.objective;
  const shown = 10 ** (LEFT_DIGITS + 2);
  const left = Math.trunc(Number((budget.leftShare * shown).toPrecision(14))) / shown;
  const allowance = Number(errorBudgetPercent(target)) / 100;
  const base = window.kind === 'rolling' ? total : Math.round(budget.allowedBad / allowance);
  return {
    total: formatNumber(total, language),
    good: formatNumber(good, language),
    bad: formatNumber(bad, language),
    sli: formatPercent(sli, language, sliDigits(target)),
    target: formatExactPercent(target, language),
    budget: formatExactPercent(errorBudgetPercent(target), language),
    base: formatNumber(base, language),
    allowed: formatEvents(budget.allowedBad, budget.allowedBad, language),
    spent: formatLeft(1 - left, language),
    left: formatLeft(budget.leftShare, language),
    rate: burn.rate1h === null ? null : formatRate(burn.rate1h, language),
    coverage: formatPercent(coverage, language, coverageDigits(coverage)),
    sample:
      sampleShare > 0 ? formatPercent(sampleShare, language, coverageDigits(sampleShare)) : null,
  };
}
