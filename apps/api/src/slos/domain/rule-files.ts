import { RULES_MESSAGES } from '#contract';
import { createHash } from 'node:crypto';

/** Rules that all objectives share. */
export const FLEET_FILE = 'leitstand-fleet.yaml';
/**
 * Says which set of rules stands beside it. It is written after all others, and its name sorts before theirs, the order in which
 * Prometheus reads them: whoever has loaded it has loaded the others, also where they were being written meanwhile.
 */
export const REVISION_FILE = 'leitstand-00-revision.yaml';
/** As it was called before; it is taken away. */
const EARLIER_REVISION_FILE = 'leitstand-revision.yaml';
/** The part under which the worker says whether it can write the folder. */
export const RULES_FOLDER = 'rules-folder';
/** The part under which it says that Prometheus takes no request to reload. */
export const RULES_RELOAD = 'rules-reload';
const SLO_FILE = /^leitstand-slo-(.+)\.yaml$/;

/** Each objective has a file of its own, so that one can change without the others. */
export function sloFile(slug: string): string {
  return `leitstand-slo-${slug}.yaml`;
}

/** Whether a file in the rules folder is one that Leitstand writes (and may delete). */
export function isOurs(file: string): boolean {
  return [FLEET_FILE, REVISION_FILE, EARLIER_REVISION_FILE].includes(file) || SLO_FILE.test(file);
}

/** SHA-256 of a rule file, as hex digits; empty for a file that is not there. */
export function textHash(text: string | null): string {
  return text === null ? '' : createHash('sha256').update(text).digest('hex');
}

/** A rule file that the SLOs call for. */
export interface WantedFile {
  readonly text: string;
  /** of the text: made once, with it */
  readonly hash: string;
  /** null = the file that all SLOs share */
  readonly territory: string | null;
}

/** A rule file as it is known from earlier, by hashes. */
export interface KnownFile {
  readonly territory: string | null;
  /** of the text that Prometheus has loaded; empty = none */
  readonly loaded: string;
  /** of a text that it refused together with others; null = none */
  readonly suspect: string | null;
  /** of the text that lies there for whatever has Prometheus read it, empty = it was taken away; null = what is loaded lies there */
  readonly written: string | null;
}

/** What would be known if Prometheus had loaded the files that lie there. */
export function onceLoaded(known: ReadonlyMap<string, KnownFile>): Map<string, KnownFile> {
  return new Map(
    [...known].flatMap(([file, one]) => {
      if (one.written === null) return [[file, one] as const];
      const loaded = { ...one, loaded: one.written, suspect: null, written: null };
      return one.written === textHash(null) ? [] : [[file, loaded] as const];
    }),
  );
}

/** The same once changes lie there, and nothing else waits. */
export function withWritten(
  known: ReadonlyMap<string, KnownFile>,
  changes: readonly FileChange[],
): Map<string, KnownFile> {
  const unwritten = [...known].flatMap(([file, one]) =>
    one.loaded === textHash(null) && one.suspect === null
      ? []
      : [[file, { ...one, written: null }] as const],
  );
  const files = new Map<string, KnownFile>(unwritten);
  for (const { file, territory, hash } of changes) {
    const { loaded = textHash(null), suspect = null } = files.get(file) ?? {};
    files.set(file, { territory, loaded, suspect, written: hash });
  }
  return files;
}

/** One file to load anew, or to unload (null). */
export interface FileChange {
  readonly file: string;
  readonly territory: string | null;
  readonly text: string | null;
  readonly hash: string;
}

/**
 * What Prometheus still has to load or to unload.
 * @param left files that stay as they are loaded: the server refused what is wanted of them
 */
export function fileChanges(
  known: ReadonlyMap<string, KnownFile>,
  wanted: ReadonlyMap<string, WantedFile>,
  left: ReadonlySet<string>,
): FileChange[] {
  const writes = [...wanted].map(([file, { text, territory, hash }]) => ({
    file,
    territory,
    text,
    hash,
  }));
  const deletions = [...known]
    .filter(([file]) => !wanted.has(file))
    .map(([file, { territory }]) => ({ file, territory, text: null, hash: textHash(null) }));
  return [...writes, ...deletions].filter(
    ({ file, hash }) => !left.has(file) && (known.get(file)?.loaded ?? textHash(null)) !== hash,
  );
}

/** One change of each territory in turn, what is shared first: the many of one do not come before the few of another. */
export function inTurns(changes: readonly FileChange[]): FileChange[] {
  const turns = new Map<string | null, number>([[null, -1]]);
  const ranked = changes.map((change) => {
    const turn = (turns.get(change.territory) ?? -1) + (change.territory === null ? 0 : 1);
    turns.set(change.territory, turn);
    return { change, turn };
  });
  return ranked.toSorted((a, b) => a.turn - b.turn).map(({ change }) => change);
}

/** A rule group as the server reports it, reduced to what is judged. */
export interface LoadedGroup {
  readonly name: string;
  readonly file: string;
  /** when it was evaluated last; absent = never, or the server does not tell */
  readonly evaluatedAt?: Date | undefined;
  readonly rules: readonly {
    name: string;
    health: string;
    lastError?: string | undefined;
    labels?: Readonly<Record<string, string>> | undefined;
  }[];
}

/** Words of a storage that cannot be written, which is no fault of a rule: a pattern for JavaScript as for PostgreSQL. */
export const STORAGE_FAULT =
  'write to WAL|(no space left on device|read-only file system|input/output error|disk quota exceeded)$';
const STORAGE = new RegExp(STORAGE_FAULT, 'i');
/** Evaluated every 30 seconds; among its rules are numbers, so that it never ends well without having written. */
const WRITES_ALWAYS = /^leitstand-slo-/;

/** Whether a group of this name holds the rules of one of our objectives. */
export const isOfSlo = (group: string): boolean => WRITES_ALWAYS.test(group);

/**
 * The groups without what is over: a storage that could not be written is held against a group only until another one was written to
 * it later. Its own next evaluation may be five minutes away.
 */
export function withoutOvercome(
  groups: ReadonlyMap<string, LoadedGroup>,
): ReadonlyMap<string, LoadedGroup> {
  const written = [...groups.values()].flatMap(({ name, evaluatedAt, rules }) =>
    WRITES_ALWAYS.test(name) && rules.every(({ health }) => health === 'ok')
      ? (evaluatedAt?.getTime() ?? [])
      : [],
  );
  const writtenAt = written.reduce((a, b) => Math.max(a, b), -Infinity);
  return new Map(
    [...groups].map(([key, group]) => {
      if (!group.evaluatedAt || group.evaluatedAt.getTime() >= writtenAt) return [key, group];
      const rules = group.rules.map((rule) =>
        rule.health === 'err' && STORAGE.test(rule.lastError ?? '')
          ? { ...rule, health: 'ok', lastError: undefined }
          : rule,
      );
      return [key, { ...group, rules }];
    }),
  );
}

/** How the sentence begins that says that groups are not there: for PostgreSQL, too. */
export const UNLOADED = 'Prometheus has not loaded ';

/** Whether a verdict's message says that the server lacks groups. */
export const isUnloaded = (message: string | null): boolean =>
  message?.startsWith(UNLOADED) === true;

export interface RulesVerdict {
  readonly state: 'published' | 'pending' | 'failed';
  readonly message: string | null;
}

/**
 * How the server does with the groups of one file: all there and evaluated without error = published.
 * @param expected names of the groups in the file
 * @param loaded the server's groups by name
 */
export function judgeGroups(
  expected: readonly string[],
  loaded: ReadonlyMap<string, LoadedGroup>,
): RulesVerdict {
  const groups = expected.map((name) => loaded.get(name));
  const missing = expected.filter((_, i) => groups[i] === undefined);
  if (missing.length > 0)
    return {
      state: 'failed',
      message: `${UNLOADED}${missing.join(', ')}: does it read the rules folder?`,
    };
  const rules = groups.flatMap((group) => group?.rules ?? []);
  const broken = rules.find(({ health }) => health === 'err');
  if (broken)
    return {
      state: 'failed',
      message: `${broken.name}: ${broken.lastError ?? 'evaluation fails'}`,
    };
  const fresh = rules.some(({ health }) => health !== 'ok');
  return fresh
    ? { state: 'pending', message: RULES_MESSAGES['not-evaluated'] }
    : { state: 'published', message: null };
}

/** How it is with the rules that all objectives share while they are not loaded. @param fault why they are refused */
export function unloadedShared(fault: string | null): RulesVerdict {
  return fault === null
    ? SHARED_RULES_WAIT
    : { state: 'failed', message: `Of the rules that all objectives share: ${fault}` };
}

export const SHARED_RULES_WAIT: RulesVerdict = {
  state: 'pending',
  message: RULES_MESSAGES['shared-wait'],
};

/** Whether Prometheus has loaded what is wanted of a file, or unloaded what is not. */
export function isAsWanted(
  file: string,
  known: ReadonlyMap<string, KnownFile>,
  wanted: ReadonlyMap<string, WantedFile>,
): boolean {
  const loaded = known.get(file)?.loaded ?? textHash(null);
  return loaded === (wanted.get(file)?.hash ?? textHash(null));
}

/** What was found out of some rule files, by the hash of their text. */
export interface Proof {
  readonly accepted: ReadonlySet<string>;
  /** with the words of whoever refused */
  readonly refused: ReadonlyMap<string, string>;
}

export const NOTHING_PROVEN: Proof = { accepted: new Set(), refused: new Map() };
