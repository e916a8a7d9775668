import { assertMay } from '../../access/domain/ability.js';
import { invalid, type FieldError } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import type { SourceContent } from './source.js';

/**
 * Holds a write against the rules over attributes, in what is there and in what shall be: whoever writes a source says what happens in each
 * territory where its alerts may lie.
 * @throws DomainError `forbidden`, naming the territory
 */
export function assertMayWriteSource(
  scope: Scope,
  before: SourceContent | null,
  after: SourceContent | null,
): void {
  const foreign = (after?.territories ?? []).filter((code) => !scope.territories.includes(code));
  if (foreign.length > 0)
    throw invalid(
      foreign.map((code) => ({
        path: code === after?.territory ? 'territory' : 'territories',
        code: 'territory-not-yours',
        message: `There is no territory "${code}" that you may write in.`,
      })),
      'forbidden',
    );
  for (const source of [before, after])
    for (const territory of source?.territories ?? [])
      assertMay(scope, 'write', 'source', { territory });
}

/**
 * What is wrong with the subjects that a source names.
 * @param known territories of the subjects that there are, by slug
 */
export function subjectFaults(
  { territories, territory, defaultSubject, mappings }: SourceContent,
  known: ReadonlyMap<string, string>,
): FieldError[] {
  const all = [territory, ...territories];
  const named = [
    { path: 'defaultSubject', subject: defaultSubject },
    ...mappings.map(({ subject }, n) => ({ path: `mappings.${n}.subject`, subject })),
  ];
  return named.flatMap(({ path, subject }) => {
    const lies = known.get(subject);
    if (lies === undefined)
      return [
        {
          path,
          code: 'unknown-subject',
          message: `There is no subject "${subject}" that you may see.`,
        },
      ];
    if (all.includes(lies)) return [];
    return [
      {
        path,
        code: 'outside',
        message: `The subject "${subject}" lies in ${lies}, which is none of the territories of this source.`,
      },
    ];
  });
}

/**
 * What is wrong with what is expected of a source, by its kind: only an Alertmanager can be held against a Prometheus, and programs that
 * sign have nothing that always fires. A kind is for good, since a token is kept as its kind needs it.
 * @param before what is there; null = nothing yet
 */
export function kindFaults(
  { kind, prometheus, watchdogSeconds }: SourceContent,
  before: Pick<SourceContent, 'kind'> | null,
): FieldError[] {
  const not = (path: string, message: string) => ({ path, code: 'not-of-kind', message });
  return [
    ...(before !== null && before.kind !== kind
      ? [{ path: 'kind', code: 'fixed', message: 'The kind of a source cannot change.' }]
      : []),
    ...(kind !== 'alertmanager' && prometheus !== null
      ? [not('prometheus', 'Only an Alertmanager is held against a Prometheus.')]
      : []),
    ...(kind === 'webhook' && watchdogSeconds !== null
      ? [not('watchdogSeconds', 'A program that signs has no watchdog: give it a heartbeat.')]
      : []),
  ];
}
