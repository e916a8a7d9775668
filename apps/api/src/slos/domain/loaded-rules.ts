import {
  isRefused,
  publicationOf,
  refusal,
  type Publication,
  type PublishableSlo,
} from './publication.js';
import {
  isAsWanted,
  judgeGroups,
  sloFile,
  SHARED_RULES_WAIT,
  type LoadedGroup,
  type RulesVerdict,
} from './rule-files.js';
import type { PublishingPass } from './publishing-pass.js';

/** What is known once Prometheus has told its groups. */
export interface RulesSeen extends Pick<
  PublishingPass,
  'slos' | 'known' | 'wanted' | 'faults' | 'grown'
> {
  readonly groups: ReadonlyMap<string, LoadedGroup>;
  /** how the file does that all SLOs share */
  readonly fleet: RulesVerdict;
}

/**
 * How publishing an SLO went. Null where nothing is decided: the version is newer than this pass, or its file is still to be loaded.
 * @param compiled its present rules; null = they do not compile
 */
export function publicationSeen(
  slo: PublishableSlo,
  compiled: { readonly hash: string; readonly groups: readonly string[] } | null,
  { slos, known, wanted, faults, grown, groups, fleet }: RulesSeen,
): Publication | null {
  const file = sloFile(slo.slug);
  if (slo.deleted)
    return isPlannedGone(slos, slo) && isAsWanted(file, known, wanted)
      ? { ...publicationOf(slo, 'published', null), outcome: 'loaded' }
      : null;
  if (faults.has(file)) return null; // it is said already, whatever is loaded of an earlier version
  if (compiled === null || compiled.hash !== known.get(file)?.loaded)
    return isRefused(slo) && slo.rulesState !== 'pending'
      ? refusal(slo, slo.rulesMessage ?? '', slo.refusedBy)
      : null;
  const own = judgeGroups(compiled.groups, groups);
  const shared = fleet.state === 'failed' || fleet === SHARED_RULES_WAIT;
  const { state, message } = own.state === 'published' && shared ? fleet : own;
  return { ...publicationOf(slo, state, message ?? grown.get(file) ?? null), outcome: 'loaded' };
}

/** Not so where it was deleted while the pass ran: its rules were wanted then, and are loaded still. */
function isPlannedGone(slos: readonly PublishableSlo[], { id }: PublishableSlo): boolean {
  return slos.some((slo) => slo.id === id && slo.deleted);
}
