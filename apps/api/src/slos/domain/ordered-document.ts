import { webAddressWithoutPassword } from '#contract';
import type { SloDocument } from '#slo';

/** Every field of a document, each before those that people read after it. */
const ORDER = `
  apiVersion kind metadata spec
  name displayName labels annotations
  subject team owner description runbook target window indicator alerting birth
  rolling calendar timeZone
  ratio latency total bad good histogram regimes threshold when expression above release
  minBadEvents disabled`
  .trim()
  .split(/\s+/);
const RANK: ReadonlyMap<string, number> = new Map(ORDER.map((key, rank) => [key, rank]));
/** Below these, keys are people's own words. */
const FREE: ReadonlySet<string> = new Set(['labels', 'annotations']);

/**
 * The same document with its fields in the order in which people write them, labels by name: the database does not keep one. What an address
 * of earlier times holds of a password is left out.
 */
export function orderedDocument(document: SloDocument): SloDocument {
  return ordered(withoutPassword(document), false) as SloDocument;
}

function withoutPassword(document: SloDocument): SloDocument {
  const { runbook, ...spec } = document.spec;
  if (runbook === undefined) return document;
  const shown = webAddressWithoutPassword(runbook);
  return { ...document, spec: { ...spec, ...(shown === null ? {} : { runbook: shown }) } };
}

function ordered(value: unknown, free: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => ordered(item, free));
  if (typeof value !== 'object' || value === null) return value;
  const rank = (key: string): number => (free ? 0 : (RANK.get(key) ?? ORDER.length));
  const entries = Object.entries(value).toSorted(
    ([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1),
  );
  return Object.fromEntries(entries.map(([key, field]) => [key, ordered(field, FREE.has(key))]));
}
