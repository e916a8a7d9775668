import {
  WRITTEN,
  isRefused,
  publicationOf,
  refusal,
  type Publication,
  type PublishableSlo,
} from './publication.js';
import {
  FLEET_FILE,
  SHARED_RULES_WAIT,
  isAsWanted,
  judgeGroups,
  sloFile,
  textHash,
  unloadedShared,
  type KnownFile,
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
  const loaded = known.get(file)?.loaded;
  if (compiled === null || (compiled.hash !== loaded && !isRewritten(slo, compiled.hash, known)))
    return isRefused(slo) && slo.rulesState !== 'pending'
      ? refusal(slo, slo.rulesMessage ?? '', slo.refusedBy)
      : null;
  const isPresent = compiled.hash === loaded;
  const expected = isPresent ? compiled.groups : groupsOf(file, groups, compiled.groups);
  const own = judgeGroups(expected, groups);
  const shared = fleet.state === 'failed' || fleet === SHARED_RULES_WAIT;
  const { state, message } = own.state === 'published' && shared ? fleet : own;
  const more = isPresent ? (grown.get(file) ?? null) : WRITTEN;
  return { ...publicationOf(slo, state, message ?? more), outcome: 'loaded' };
}

/**
 * How the file does that all SLOs share. While it waits to be read anew by something else, the one before goes on.
 * @param expected names of the groups that it has now
 */
export function fleetSeen(
  expected: readonly string[],
  {
    known,
    wanted,
    groups,
    fleetFault,
  }: Pick<RulesSeen, 'known' | 'wanted' | 'groups'> & Pick<PublishingPass, 'fleetFault'>,
): RulesVerdict {
  if (isAsWanted(FLEET_FILE, known, wanted)) return judgeGroups(expected, groups);
  const { loaded = textHash(null), written = null } = known.get(FLEET_FILE) ?? {};
  return loaded !== textHash(null) && written !== null
    ? judgeGroups(groupsOf(FLEET_FILE, groups, expected), groups)
    : unloadedShared(fleetFault);
}

/** What is said of an SLO whose file, or the one that all share, waits for a reload; null = neither does. */
export function waitsForReload(
  file: string,
  known: ReadonlyMap<string, KnownFile>,
): typeof WRITTEN | null {
  const isWritten = [file, FLEET_FILE].some((one) => (known.get(one)?.written ?? null) !== null);
  return isWritten ? WRITTEN : null;
}

/** Whether its present version is loaded by an earlier text, and the present one waits for a reload. */
function isRewritten(
  { slug, version, publishedVersion }: PublishableSlo,
  hash: string,
  known: ReadonlyMap<string, KnownFile>,
): boolean {
  return publishedVersion === version && known.get(sloFile(slug))?.written === hash;
}

/** Names of the groups that the server has of a file. @param expected where it has none */
function groupsOf(
  file: string,
  groups: ReadonlyMap<string, LoadedGroup>,
  expected: readonly string[],
): readonly string[] {
  const names = [...groups.values()]
    .filter((group) => group.file.split('/').at(-1) === file)
    .map(({ name }) => name);
  return names.length > 0 ? names : expected;
}

/** Not so where it was deleted while the pass ran: its rules were wanted then, and are loaded still. */
function isPlannedGone(slos: readonly PublishableSlo[], { id }: PublishableSlo): boolean {
  return slos.some((slo) => slo.id === id && slo.deleted);
}
