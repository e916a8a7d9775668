import type { SloDocument } from '../api/contract-slo.js';
import { diffJson } from '../util/diff.js';

const DEFAULT_BIRTH = 'guarded';

/** What of a document says what is counted; nothing of what is none. */
function measured(document: unknown): unknown[] {
  const { spec } = (document ?? {}) as { spec?: Partial<SloDocument['spec']> | null };
  return [spec?.indicator, spec?.birth ?? DEFAULT_BIRTH];
}

/**
 * Whether a document would have other things counted than the one that is stored, so that its window held both.
 * @param after parsed, not checked yet
 */
export function remeasures(before: SloDocument, after: unknown): boolean {
  const [was, is] = [measured(before), measured(after)];
  return is[0] !== undefined && was.some((one, i) => diffJson(one, is[i]).length > 0);
}
