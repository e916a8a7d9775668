import { BUDGET_STATES, BURN_STATES } from '#contract';
import type { SloRow } from '../../api/contract-slo.js';
import { budgetState, burnState } from '../../components/slo/slo-state.js';
import { compareValues } from '../../table/sort-state.js';
import type { Sort } from '../../table/sort-state.js';

type Value = (row: SloRow) => string | number | null;

/** What each column of the list sorts by; columns that are not here do not sort. */
export const SLO_VALUES = {
  status: (row) => BUDGET_STATES.indexOf(budgetState(row)),
  name: ({ name }) => name,
  service: ({ subject }) => subject.name,
  objective: ({ objective }) => Number(objective.target),
  sli: ({ reading }) => reading?.sli ?? null,
  left: ({ reading }) => reading?.budget.leftShare ?? null,
  burn: (row) => BURN_STATES.indexOf(burnState(row)) * -1000 + (row.reading?.burn.rate1h ?? 0),
  runsOut: ({ reading }) => (reading?.exhaustsAt ? Date.parse(reading.exhaustsAt) : null),
  team: ({ team }) => team?.name ?? null,
  territory: ({ territory }) => territory,
  coverage: ({ reading }) => reading?.coverage ?? null,
} as const satisfies Record<string, Value>;

/** The rows in the order a column's head asks for; as they are when it asks for nothing. */
export function sortRows(
  rows: readonly SloRow[],
  sort: Sort | null,
  collator: Intl.Collator,
): SloRow[] {
  const value = sort === null ? undefined : (SLO_VALUES as Record<string, Value>)[sort.id];
  if (sort === null || value === undefined) return [...rows];
  return rows.toSorted((a, b) => compareValues(value(a), value(b), sort.desc, collator));
}
