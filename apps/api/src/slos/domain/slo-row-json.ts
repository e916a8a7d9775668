import type { SloDocument } from '#slo';
import { jsonMerge, jsonObject, jsonText, type JsonText } from '../../platform/kernel/json-text.js';
import { byVersion } from './by-version.js';
import {
  shownObjective,
  type DocumentShown,
  type SloRow,
  type SloRowRecord,
  type Spark,
} from './slo-row.js';

const NULL = 'null' as JsonText<null>;
const EMPTY_SPARK: JsonText<Spark> = jsonText(Array.from({ length: 28 }, () => null));

const documentJson = byVersion(5000, ({ documentJson: text }) =>
  jsonText(shownOf(JSON.parse(text) as SloDocument)),
);

function shownOf(document: SloDocument): DocumentShown {
  const { metadata, spec } = document;
  return {
    name: metadata.displayName ?? metadata.name,
    description: spec.description ?? '',
    labels: metadata.labels ?? {},
    objective: shownObjective(document),
  };
}

/**
 * One list row as JSON text. Reading and spark are passed through as the database holds them: parsing and writing 500 of them
 * again would cost more than everything else together.
 */
export function sloRowJson(row: SloRowRecord): JsonText<SloRow> {
  const { id, slug, subject, team, territory, sample, version, updatedAt } = row;
  const head = jsonText({ id, slug, subject, team, territory, sample });
  const measured = jsonObject<Pick<SloRow, 'reading' | 'spark'>>({
    reading: row.readingJson ?? NULL,
    spark: row.sparkJson ?? EMPTY_SPARK,
  });
  const rules = { state: row.rulesState, message: row.rulesMessage };
  const tail = jsonText({ rules, version, updatedAt });
  return jsonMerge(jsonMerge(jsonMerge(head, documentJson(row)), measured), tail);
}
