import { REVISION_FILE, textHash, type LoadedGroup } from './rule-files.js';

const GROUP = 'leitstand-revision';

/**
 * A name for a set of rule files.
 * @param hashes of their texts, by file
 */
export function revisionOf(hashes: ReadonlyMap<string, string>): string {
  const lines = [...hashes]
    .filter(([file, hash]) => hash !== '' && file !== REVISION_FILE)
    .map(([file, hash]) => `${file} ${hash}`);
  return textHash(lines.toSorted().join('\n')).slice(0, 16);
}

/** The rule file that bears the name of a set: one series, 1. */
export function revisionText(revision: string): string {
  return [
    '# Written by Leitstand: changes are overwritten.',
    'groups:',
    `  - name: ${GROUP}`,
    '    rules:',
    '      - record: leitstand:rules_revision:info',
    '        expr: vector(1)',
    `        labels: { revision: "${revision}" }`,
    '',
  ].join('\n');
}

/** The name of the set that a server has loaded; null when none of ours has one. */
export function loadedRevision(groups: ReadonlyMap<string, LoadedGroup>): string | null {
  return groups.get(GROUP)?.rules[0]?.labels?.revision ?? null;
}
