import type { PublishableSlo } from './publication.js';
import {
  FLEET_FILE,
  textHash,
  type KnownFile,
  type RulesVerdict,
  type WantedFile,
} from './rule-files.js';

/** What one pass of publishing read at its begin, and what came of it so far. */
export interface PublishingPass {
  readonly slos: readonly PublishableSlo[];
  readonly wanted: ReadonlyMap<string, WantedFile>;
  readonly known: Map<string, KnownFile>;
  /** why SLOs could not be compiled, by file */
  readonly faults: ReadonlyMap<string, string>;
  /** of the server; null while it does not tell */
  version: string | null;
  /** why the file that all SLOs share is refused */
  fleetFault: string | null;
}

export const SHARED_RULES_WAIT: RulesVerdict = {
  state: 'pending',
  message: 'Loaded by Prometheus; the rules that all objectives share are still to be loaded.',
};

/** How it is with the rules that all objectives share while they are not loaded; null once they are. */
export function sharedRules(pass: PublishingPass): RulesVerdict | null {
  if (isDecided(pass, FLEET_FILE)) return null;
  return pass.fleetFault === null
    ? SHARED_RULES_WAIT
    : { state: 'failed', message: `Of the rules that all objectives share: ${pass.fleetFault}` };
}

/** Whether Prometheus has loaded what is wanted of a file, or unloaded what is not. */
export function isDecided({ known, wanted }: PublishingPass, file: string): boolean {
  const loaded = known.get(file)?.loaded ?? textHash(null);
  return loaded === textHash(wanted.get(file)?.text ?? null);
}

/** Not so where it was deleted while the pass ran: its rules were wanted then, and are loaded still. */
export function isPlannedGone({ slos }: PublishingPass, { id }: PublishableSlo): boolean {
  return slos.some((slo) => slo.id === id && slo.deleted);
}
