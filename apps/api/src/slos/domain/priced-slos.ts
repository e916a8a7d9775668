import type { PublishableSlo } from './publication.js';
import type { PricedFile } from './rule-cost.js';
import { sloFile, textHash, type KnownFile, type WantedFile } from './rule-files.js';

/** The rule file of one SLO, with what is to be loaded of it. */
export interface PricedSlo extends PricedFile {
  readonly sloId: string;
  /** empty = nothing is to be loaded */
  readonly text: string;
}

/** The rule files of all SLOs, the oldest first: its id says when it was made. */
export function pricedSlos(
  slos: readonly PublishableSlo[],
  known: ReadonlyMap<string, KnownFile>,
  wanted: ReadonlyMap<string, WantedFile>,
): PricedSlo[] {
  return slos
    .filter(({ deleted }) => !deleted)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id: sloId, slug, territory }) => {
      const file = sloFile(slug);
      const { text, hash } = wanted.get(file) ?? { text: '', hash: textHash(null) };
      return { sloId, file, territory, text, loaded: loadedOf(known, file), wanted: hash };
    });
}

/** The same list once Prometheus has loaded other files. */
export function nowLoaded(
  files: readonly PricedSlo[],
  known: ReadonlyMap<string, KnownFile>,
): PricedSlo[] {
  return files.map((one) => ({ ...one, loaded: loadedOf(known, one.file) }));
}

function loadedOf(known: ReadonlyMap<string, KnownFile>, file: string): string {
  return known.get(file)?.loaded ?? textHash(null);
}
