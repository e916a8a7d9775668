/** Rules that all objectives share. */
export const FLEET_FILE = 'leitstand-fleet.yaml';
const SLO_FILE = /^leitstand-slo-(.+)\.yaml$/;

/** Each objective has a file of its own, so that one can change without the others. */
export function sloFile(slug: string): string {
  return `leitstand-slo-${slug}.yaml`;
}

/** Whether a file in the rules folder is one that Leitstand writes (and may delete). */
export function isOurs(file: string): boolean {
  return file === FLEET_FILE || SLO_FILE.test(file);
}

/** One file to write (`after`) or to delete (null); `before` is what it held. */
export interface FileChange {
  readonly file: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What has to happen to a folder to hold exactly `wanted`; files of others are left alone. */
export function fileChanges(
  present: ReadonlyMap<string, string>,
  wanted: ReadonlyMap<string, string>,
): FileChange[] {
  const writes = [...wanted]
    .filter(([file, text]) => present.get(file) !== text)
    .map(([file, after]) => ({ file, before: present.get(file) ?? null, after }));
  const deletions = [...present]
    .filter(([file]) => isOurs(file) && !wanted.has(file))
    .map(([file, before]) => ({ file, before, after: null }));
  return [...writes, ...deletions];
}

/** A rule group as the server reports it, reduced to what is judged. */
export interface LoadedGroup {
  readonly name: string;
  readonly file: string;
  readonly rules: readonly { name: string; health: string; lastError?: string | undefined }[];
}

export interface RulesVerdict {
  readonly state: 'published' | 'pending' | 'failed';
  readonly message: string | null;
}

/**
 * How the server does with the groups of one file: all there and evaluated without error = published.
 * @param expected names of the groups in the file
 */
export function judgeGroups(
  expected: readonly string[],
  loaded: readonly LoadedGroup[],
): RulesVerdict {
  const missing = expected.filter((name) => !loaded.some((group) => group.name === name));
  if (missing.length > 0)
    return {
      state: 'failed',
      message: `Prometheus has not loaded ${missing.join(', ')}: does it read the rules folder?`,
    };
  const rules = loaded
    .filter(({ name }) => expected.includes(name))
    .flatMap((group) => group.rules);
  const broken = rules.find(({ health }) => health === 'err');
  if (broken)
    return {
      state: 'failed',
      message: `${broken.name}: ${broken.lastError ?? 'evaluation fails'}`,
    };
  const fresh = rules.some(({ health }) => health !== 'ok');
  return fresh
    ? { state: 'pending', message: 'Loaded by Prometheus, not evaluated yet.' }
    : { state: 'published', message: null };
}
