import type { SloDocument } from '#slo';
import type { SloRowRecord } from '../db/slo-rows.repository.js';
import { shownObjective } from '../domain/slo-row.js';

const EMPTY_SPARK = JSON.stringify(Array.from({ length: 28 }, () => null));

const MAX_KNOWN = 5000;
/** What documents say, as JSON members, by SLO and version: a version never changes, and working it out costs exact arithmetic. */
const known = new Map<string, string>();

function documentMembers({ id, version, documentJson }: SloRowRecord): string {
  const key = `${id}/${version}`;
  const text = known.get(key) ?? members(JSON.parse(documentJson) as SloDocument);
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(key, text);
  return text;
}

function members(document: SloDocument): string {
  const { metadata, spec } = document;
  const shown = {
    name: metadata.displayName ?? metadata.name,
    description: spec.description ?? '',
    labels: metadata.labels ?? {},
    objective: shownObjective(document),
  };
  return JSON.stringify(shown).slice(1, -1);
}

/**
 * One list row as JSON text. Reading and spark are passed through as the database holds them: parsing and writing 500 of them
 * again would cost more than everything else together.
 */
export function sloRowJson(row: SloRowRecord): string {
  const { id, slug, subject, team, territory, sample, version } = row;
  const head = JSON.stringify({ id, slug, subject, team, territory, sample }).slice(0, -1);
  const tail = JSON.stringify({
    rules: { state: row.rulesState, message: row.rulesMessage },
    version,
    updatedAt: row.updatedAt.toISOString(),
  }).slice(1);
  return `${head},${documentMembers(row)},"reading":${row.readingJson ?? 'null'},"spark":${row.sparkJson ?? EMPTY_SPARK},${tail}`;
}
