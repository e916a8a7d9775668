import type { SloRow } from '../../api/contract-slo.js';
import { budgetState } from '../../components/slo/slo-state.js';

/** What comes first: gone, then going (soonest first), then at risk, then unknown (it might be anything), then healthy. */
function rank(row: SloRow): number {
  const state = budgetState(row);
  if (state === 'exhausted') return 0;
  if (row.reading?.exhaustsAt) return 1;
  if (state === 'at-risk') return 2;
  return state === 'no-data' ? 3 : 4;
}

/** Soonest exhaustion first, then least budget left, then by name. */
export function byUrgency(a: SloRow, b: SloRow): number {
  const ranks = rank(a) - rank(b);
  if (ranks !== 0) return ranks;
  if (rank(a) === 1) {
    const soonest =
      Date.parse(a.reading?.exhaustsAt ?? '') - Date.parse(b.reading?.exhaustsAt ?? '');
    if (soonest !== 0) return soonest;
  }
  const least = (a.reading?.budget.leftShare ?? 0) - (b.reading?.budget.leftShare ?? 0);
  return least !== 0 ? least : a.name.localeCompare(b.name);
}

export const GROUPINGS = ['none', 'team', 'service', 'tier'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export interface SloGroup {
  key: string;
  /** Null for rows that have no team or tier. */
  name: string | null;
  rows: SloRow[];
}

const KEY: Record<Grouping, (row: SloRow) => { key: string; name: string | null }> = {
  none: () => ({ key: '', name: null }),
  team: ({ team }) => ({ key: team?.slug ?? '', name: team?.name ?? null }),
  service: ({ subject }) => ({ key: subject.slug, name: subject.name }),
  tier: ({ labels }) => ({ key: labels['tier'] ?? '', name: labels['tier'] ?? null }),
};

/** Rows in groups; a group stands where its first row stood, so the most urgent group comes first. */
export function groupRows(rows: readonly SloRow[], by: Grouping): SloGroup[] {
  const groups = new Map<string, SloGroup>();
  for (const row of rows) {
    const { key, name } = KEY[by](row);
    const group = groups.get(key);
    if (group) group.rows.push(row);
    else groups.set(key, { key, name, rows: [row] });
  }
  return [...groups.values()];
}
