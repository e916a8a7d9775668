import type { PricedSlo } from './priced-slos.js';
import type { PublishableSlo } from './publication.js';
import type { RuleCost } from './rule-cost.js';
import type { KnownFile, WantedFile } from './rule-files.js';

/** What one pass of publishing read at its begin, and what came of it so far. */
export interface PublishingPass {
  slos: readonly PublishableSlo[];
  readonly wanted: ReadonlyMap<string, WantedFile>;
  known: Map<string, KnownFile>;
  /** rule files of all SLOs as they were loaded when it began */
  readonly priced: readonly PricedSlo[];
  /** what they cost, by hash of their text; what is measured on the way is put there, too */
  readonly costs: Map<string, RuleCost>;
  /** why SLOs could not be compiled, by file */
  readonly faults: ReadonlyMap<string, string>;
  /** of the server; null while it does not tell */
  version: string | null;
  /** why the file that all SLOs share is refused */
  fleetFault: string | null;
  /** what is to be said of loaded files that have grown, by file */
  grown: ReadonlyMap<string, string>;
}
