import {
  BUDGET_STATES,
  BURN_STATES,
  SLO_FILTERS,
  sloMatcher,
  type BudgetState,
  type BurnState,
  type SloFilter,
} from '#contract';
import type { SloRow } from '../../api/contract-slo.js';
import { budgetState, burnState } from '../../api/nouns/slo-state.js';

export interface Facet {
  value: string;
  name: string;
  count: number;
}
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

function choices(
  rows: readonly SloRow[],
  pick: (row: SloRow) => { slug: string; name: string } | null,
): Facet[] {
  const found = new Map<string, Facet>();
  for (const row of rows) {
    const one = pick(row);
    if (!one) continue;
    const known = found.get(one.slug);
    if (known) known.count += 1;
    else found.set(one.slug, { value: one.slug, name: one.name, count: 1 });
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name));
}

function countBy<T extends string>(
  rows: readonly SloRow[],
  states: readonly T[],
  of: (row: SloRow) => T,
): Record<T, number> {
  const counts = Object.fromEntries(states.map((state) => [state, 0])) as Record<T, number>;
  for (const row of rows) counts[of(row)] += 1;
  return counts;
}

export function facetsOf(rows: readonly SloRow[], filter: SloFilter): Facets {
  const anyState = passing(rows, { ...filter, burn: null, budget: null });
  return {
    budget: countBy(anyState, BUDGET_STATES, budgetState),
    burn: countBy(anyState, BURN_STATES, burnState),
    anyBudget: anyState.length,
    team: choices(passing(rows, { ...filter, team: null }), ({ team }) => team),
    subject: choices(passing(rows, { ...filter, subject: null }), ({ subject }) => subject),
  };
}

/** Whether anything narrows the list. */
export function isFiltered(filter: SloFilter): boolean {
  return SLO_FILTERS.some((name) => Boolean(filter[name]));
}
