import type { DataClass, SubjectKind } from '#contract';
import { parseDuration } from '#slo';
import type { FieldError } from '../../platform/kernel/domain-error.js';
import type { ContentOf, Resource } from './resource.js';

/** How much hangs on it: 1 most, 3 least. */
export type Tier = 1 | 2 | 3;

export const BACKUP_FIELDS = ['interval', 'rpo', 'rto', 'restoreTestInterval'] as const;

/** How a data store is kept safe, each a duration (`15m`, `24h`, `7d`). */
export type Backup = Readonly<Record<(typeof BACKUP_FIELDS)[number], string>>;

/** What objectives are about. References are slugs. */
export interface Subject extends Resource {
  readonly kind: SubjectKind;
  readonly description: string;
  readonly team: string | null;
  readonly owner: string | null;
  readonly environment: string | null;
  readonly tier: Tier | null;
  readonly dataClass: DataClass | null;
  readonly url: string | null;
  /** set for every data store, null for everything else */
  readonly backup: Backup | null;
  /** sorted, each once */
  readonly dependsOn: readonly string[];
}

export type SubjectContent = ContentOf<Subject>;

/** A subject's content as somebody wrote it: the backup may still lack fields. */
export type SubjectDraft = Omit<SubjectContent, 'backup'> & {
  readonly backup: Partial<Backup> | null;
};

/** Every rule that a draft breaks by itself, whatever else there is. Paths are those of `SubjectDraft`. */
export function subjectFaults(slug: string, draft: SubjectDraft): FieldError[] {
  const self = draft.dependsOn.flatMap((name, at) =>
    name === slug
      ? [
          {
            path: `dependsOn.${at}`,
            code: 'self-dependency',
            message: 'A subject cannot depend on itself.',
          },
        ]
      : [],
  );
  return [...self, ...backupFaults(draft)];
}

function backupFaults({ kind, backup }: SubjectDraft): FieldError[] {
  if (kind !== 'data-store') {
    return backup
      ? [
          {
            path: 'backup',
            code: 'not-a-data-store',
            message: `Only a data store has a backup; this is of kind ${kind}.`,
          },
        ]
      : [];
  }
  return BACKUP_FIELDS.flatMap((field) => {
    const text = backup?.[field];
    const path = `backup.${field}`;
    if (text === undefined)
      return [
        {
          path,
          code: 'required',
          message: `A data store must say its backup's ${field}, for example 24h.`,
        },
      ];
    return parseDuration(text) === undefined
      ? [
          {
            path,
            code: 'invalid-duration',
            message: `"${text}" is not a duration; write 15m, 24h or 7d.`,
          },
        ]
      : [];
  });
}

/** The content that a faultless draft stands for: dependencies sorted, each once. */
export function settled(draft: SubjectDraft): SubjectContent {
  const { backup } = draft;
  return {
    ...draft,
    backup: backup as Backup | null,
    dependsOn: [...new Set(draft.dependsOn)].sort(),
  };
}
