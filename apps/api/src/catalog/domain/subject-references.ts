import type { FieldError } from '../../platform/kernel/domain-error.js';
import type { Subject, SubjectDraft } from './subject.js';

/** Names that a caller will write in the same transaction, so that the order of documents does not matter. */
export interface PendingReferences {
  readonly teams: ReadonlySet<string>;
  readonly environments: ReadonlySet<string>;
  readonly subjects: ReadonlySet<string>;
}

export const NO_PENDING_REFERENCES: PendingReferences = {
  teams: new Set(),
  environments: new Set(),
  subjects: new Set(),
};

/** Names that a subject refers to. */
export interface SubjectReferences {
  readonly team: string | null;
  readonly environment: string | null;
  readonly subjects: readonly string[];
}

/**
 * The names of a draft that must be looked up. A name counts as known when the subject refers to it already (it may lie in a
 * territory that the actor does not see), or when it is among `pending`.
 */
export function referencesToCheck(
  slug: string,
  { team, environment, dependsOn }: SubjectDraft,
  before: Subject | null,
  pending: PendingReferences,
): SubjectReferences {
  const isKnown = (name: string, now: string | null | undefined, coming: ReadonlySet<string>) =>
    name === now || coming.has(name);
  return {
    team: team && !isKnown(team, before?.team, pending.teams) ? team : null,
    environment:
      environment && !isKnown(environment, before?.environment, pending.environments)
        ? environment
        : null,
    subjects: dependsOn.filter(
      (name) => name !== slug && !before?.dependsOn.includes(name) && !pending.subjects.has(name),
    ),
  };
}

/** What to say of names that were looked up and not found. Paths are those of `SubjectDraft`. */
export function unknownReferences(
  { dependsOn }: SubjectDraft,
  { team, environment, subjects }: SubjectReferences,
): FieldError[] {
  return [
    ...(team === null ? [] : [unknown('team', 'team', team)]),
    ...(environment === null ? [] : [unknown('environment', 'environment', environment)]),
    ...subjects.map((name) => unknown(`dependsOn.${dependsOn.indexOf(name)}`, 'subject', name)),
  ];
}

function unknown(path: string, noun: string, name: string): FieldError {
  return {
    path,
    code: `unknown-${noun}`,
    message: `There is no ${noun} "${name}" that you may see.`,
  };
}
