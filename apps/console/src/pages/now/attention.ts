import type { SystemComponent, SystemStatus } from '../../api/contract.js';
import type { SloRow } from '../../api/contract-slo.js';
import { budgetState, burnState, runsOutAt } from '../../api/nouns/slo-state.js';

/** One thing that wants a person, the most urgent kind first. */
export type Attention =
  | { kind: 'dependency'; component: SystemComponent }
  | { kind: 'burning' | 'exhausted' | 'rising' | 'at-risk' | 'rules' | 'no-data'; row: SloRow };

type SloKind = Exclude<Attention['kind'], 'dependency'>;

const ORDER: readonly SloKind[] = ['burning', 'exhausted', 'at-risk', 'rising', 'rules', 'no-data'];

/** Why an SLO wants attention, by its worst reason; null when it wants none. */
export function reasonOf(row: SloRow): SloKind | null {
  if (burnState(row) === 'burning') return 'burning';
  if (budgetState(row) === 'exhausted') return 'exhausted';
  if (budgetState(row) === 'at-risk') return 'at-risk';
  if (burnState(row) === 'rising') return 'rising';
  if (row.rules.state === 'failed') return 'rules';
  return budgetState(row) === 'no-data' ? 'no-data' : null;
}

function fastestFirst(a: SloRow, b: SloRow): number {
  const pages =
    Number(b.reading?.burn.severity === 'page') - Number(a.reading?.burn.severity === 'page');
  return pages !== 0 ? pages : (b.reading?.burn.rate1h ?? 0) - (a.reading?.burn.rate1h ?? 0);
}

function leastFirst(a: SloRow, b: SloRow): number {
  return (a.reading?.budget.leftShare ?? 0) - (b.reading?.budget.leftShare ?? 0);
}

/** Everything that wants a person now: what Leitstand stands on first, then SLOs by reason; each SLO once. */
export function attentionOf(
  status: SystemStatus | undefined,
  rows: readonly SloRow[],
): Attention[] {
  const troubled = (status?.components ?? []).filter(
    ({ state }) => state === 'down' || state === 'degraded',
  );
  const dependencies = [...troubled].sort(
    (a, b) => Number(b.state === 'down') - Number(a.state === 'down'),
  );
  const slos = ORDER.flatMap((kind) =>
    rows
      .filter((row) => reasonOf(row) === kind)
      .sort(kind === 'burning' || kind === 'rising' ? fastestFirst : leastFirst)
      .map((row): Attention => ({ kind, row })),
  );
  return [
    ...dependencies.map((component): Attention => ({ kind: 'dependency', component })),
    ...slos,
  ];
}

/** The SLOs whose budget runs out soonest at the present burn. */
export function soonest(rows: readonly SloRow[], most: number): SloRow[] {
  return rows
    .filter(({ reading }) => runsOutAt(reading) !== null)
    .sort(
      (a, b) => Date.parse(a.reading?.exhaustsAt ?? '') - Date.parse(b.reading?.exhaustsAt ?? ''),
    )
    .slice(0, most);
}
