import {
  matchesLabel,
  parseLabelSelector,
  BUDGET_STATES,
  BURN_STATES,
  type BudgetState,
  type BurnState,
} from '#contract';
import type { SloRow } from '../../api/contract-slo.js';
import { budgetState, burnState } from '../../components/slo/slo-state.js';

export interface SloFilter {
  q: string;
  budget: BudgetState | null;
  burn: BurnState | null;
  team: string | null;
  subject: string | null;
  /** 'key=value'. */
  label: string | null;
  territory: string | null;
}
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

type Test = (row: SloRow, filter: SloFilter) => boolean;

function contains(row: SloRow, q: string): boolean {
  const labels = Object.entries(row.labels).map(([key, value]) => `${key}=${value}`);
  const text = [
    row.name,
    row.slug,
    row.description,
    row.subject.name,
    row.subject.slug,
    row.team?.name ?? '',
    ...labels,
  ];
  const all = text.join('\n').toLowerCase();
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}

const TESTS: Record<keyof SloFilter, Test> = {
  q: (row, { q }) => q === '' || contains(row, q),
  budget: (row, { budget }) => budget === null || budgetState(row) === budget,
  burn: (row, { burn }) => burn === null || burnState(row) === burn,
  team: (row, { team }) => team === null || row.team?.slug === team,
  subject: (row, { subject }) => subject === null || row.subject.slug === subject,
  label: (row, { label }) => {
    if (label === null) return true;
    return matchesLabel(row.labels, parseLabelSelector(label));
  },
  territory: (row, { territory }) => territory === null || row.territory === territory,
};
const NAMES = Object.keys(TESTS) as (keyof SloFilter)[];

function passing(rows: readonly SloRow[], filter: SloFilter, except?: keyof SloFilter): SloRow[] {
  const tests = NAMES.filter((name) => name !== except).map((name) => TESTS[name]);
  return rows.filter((row) => tests.every((test) => test(row, filter)));
}

/** The rows that pass every filter, in the order given. */
export function filterRows(rows: readonly SloRow[], filter: SloFilter): SloRow[] {
  return passing(rows, filter);
}

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
  const anyBudget = passing(rows, { ...filter, burn: null }, 'budget');
  return {
    budget: countBy(anyBudget, BUDGET_STATES, budgetState),
    burn: countBy(passing(rows, { ...filter, budget: null }, 'burn'), BURN_STATES, burnState),
    anyBudget: anyBudget.length,
    team: choices(passing(rows, filter, 'team'), ({ team }) => team),
    subject: choices(passing(rows, filter, 'subject'), ({ subject }) => subject),
  };
}

/** Whether anything narrows the list. */
export function isFiltered(filter: SloFilter): boolean {
  return NAMES.some((name) => filter[name] !== null && filter[name] !== '');
}
