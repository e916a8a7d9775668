import type { BudgetState, BurnState } from '#contract';
import type { SloList, SloRow } from '../../api/contract-slo.js';
import { budgetState, burnState } from '../../api/nouns/slo-state.js';

/** The API's counts for a part of its rows. */
export function countsOf(rows: readonly SloRow[]): SloList['counts'] {
  const budget: Record<BudgetState, number> = {
    healthy: 0,
    'at-risk': 0,
    exhausted: 0,
    'no-data': 0,
  };
  const burn: Record<BurnState, number> = {
    steady: 0,
    rising: 0,
    burning: 0,
    recovering: 0,
    unknown: 0,
  };
  for (const row of rows) {
    budget[budgetState(row)] += 1;
    burn[burnState(row)] += 1;
  }
  return { total: rows.length, budget, burn };
}
