import {
  BUDGET_STATES,
  BURN_STATES,
  sloMatcher,
  type BudgetState,
  type BurnState,
  type SloFilter,
} from '#contract';
import type { SloRow } from '../../api/contract-slo.js';
import { countBy, facetsBy, type Facet } from '../../util/facets.js';
import { budgetState, burnState } from '../../api/nouns/slo-state.js';

/** How many rows each choice would leave, with all other filters kept. */
export interface Facets {
  budget: Record<BudgetState, number>;
  burn: Record<BurnState, number>;
  anyBudget: number;
  team: Facet[];
  subject: Facet[];
}

const passing = (rows: readonly SloRow[], filter: SloFilter): SloRow[] =>
  rows.filter(sloMatcher(filter));

export function facetsOf(rows: readonly SloRow[], filter: SloFilter): Facets {
  const anyState = passing(rows, { ...filter, burn: null, budget: null });
  return {
    budget: countBy(anyState, BUDGET_STATES, budgetState),
    burn: countBy(anyState, BURN_STATES, burnState),
    anyBudget: anyState.length,
    team: facetsBy(passing(rows, { ...filter, team: null }), ({ team }) => team),
    subject: facetsBy(passing(rows, { ...filter, subject: null }), ({ subject }) => subject),
  };
}
