import { parseSloSort, type ListedSlo, type SloOrder, type SloSort } from './slo-list.js';
import { BUDGET_STATES, BURN_STATES } from './states.js';

type Value = string | number | null;
type Key = (slo: ListedSlo) => Value;

/** Texts as people order them: 9 before 10, ä beside a. As PostgreSQL's collation `slo_text` does; every language of ours agrees. */
const TEXTS = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

const timeOf = (text: string | null | undefined): number | null => (text ? Date.parse(text) : null);

/** Gone, then going, then at risk, then unknown (it might be anything), then healthy. */
function rank({ reading }: ListedSlo): number {
  if (reading?.budget.state === 'exhausted') return 0;
  if (reading?.exhaustsAt) return 1;
  if (reading?.budget.state === 'at-risk') return 2;
  return reading === null || reading.budget.state === 'no-data' ? 3 : 4;
}

/** What is gone before what is going. */
function goneOrGoing({ reading }: ListedSlo): number | null {
  return reading?.budget.state === 'exhausted' ? 0 : timeOf(reading?.exhaustsAt);
}

const URGENCY: readonly Key[] = [
  rank,
  (slo) => (rank(slo) === 1 ? timeOf(slo.reading?.exhaustsAt) : null),
  ({ reading }) => reading?.budget.leftShare ?? 0,
  ({ name }) => name,
];

/** What each order compares, one after the other. `slos/db` has the same in SQL; a medium test holds them equal. */
const KEYS: Record<SloOrder, readonly Key[]> = {
  urgency: URGENCY,
  name: [({ name }) => name],
  subject: [({ subject }) => subject.name],
  team: [({ team }) => team?.name ?? null],
  territory: [({ territory }) => territory],
  target: [({ objective }) => Number(objective.target)],
  state: [({ reading }) => BUDGET_STATES.indexOf(reading?.budget.state ?? 'no-data')],
  sli: [({ reading }) => reading?.sli ?? null],
  budget: [({ reading }) => reading?.budget.leftShare ?? null],
  burn: [
    ({ reading }) => -BURN_STATES.indexOf(reading?.burn.state ?? 'unknown'),
    ({ reading }) => reading?.burn.rate1h ?? 0,
  ],
  exhausts: [goneOrGoing],
  coverage: [({ reading }) => reading?.coverage ?? null],
  updated: [({ updatedAt }) => timeOf(updatedAt)],
};

/** Missing values last, whichever way round. */
function compareValues(a: Value, b: Value, descending: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const order =
    typeof a === 'number' && typeof b === 'number' ? a - b : TEXTS.compare(String(a), String(b));
  return descending ? -order : order;
}

/** Compares two SLOs for an order; equal ones by urgency, and in the end by slug, so that every list has one order only. */
export function compareSlos(sort: SloSort): (a: ListedSlo, b: ListedSlo) => number {
  const { order, descending } = parseSloSort(sort);
  const keys = [
    ...KEYS[order].map((key) => ({ key, descending })),
    ...(order === 'urgency' ? [] : URGENCY.map((key) => ({ key, descending: false }))),
  ];
  return (a, b) => {
    for (const { key, descending: down } of keys) {
      const found = compareValues(key(a), key(b), down);
      if (found !== 0) return found;
    }
    return a.slug < b.slug ? -1 : a.slug > b.slug ? 1 : 0;
  };
}
