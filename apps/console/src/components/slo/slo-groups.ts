import type { SloRow } from '../../api/contract-slo.js';

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
