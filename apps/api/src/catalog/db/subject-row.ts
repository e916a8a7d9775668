import { webAddressWithoutPassword } from '#contract';
import type { Selectable } from 'kysely';
import { BACKUP_FIELDS, type Backup, type Subject } from '../domain/subject.js';
import type { SubjectsTable } from './tables.js';

const COLUMNS = {
  interval: 'backup_interval',
  rpo: 'backup_rpo',
  rto: 'backup_rto',
  restoreTestInterval: 'backup_restore_test_interval',
} as const;

/** A row of `subjects` with the slugs that it depends on. */
export type SubjectRow = Selectable<SubjectsTable> & { readonly depends_on: string[] };

export function toRow({
  createdAt,
  updatedAt,
  labels,
  dependsOn: _edges,
  dataClass,
  backup,
  ...same
}: Subject) {
  const kept = Object.fromEntries(
    BACKUP_FIELDS.map((field) => [COLUMNS[field], backup?.[field] ?? null]),
  ) as Record<(typeof COLUMNS)[keyof typeof COLUMNS], string | null>;
  return {
    ...same,
    ...kept,
    data_class: dataClass,
    labels: JSON.stringify(labels),
    created_at: createdAt,
    updated_at: updatedAt,
  };
}

export function fromRow(row: SubjectRow): Subject {
  const {
    id,
    slug,
    name,
    kind,
    description,
    territory,
    team,
    owner,
    environment,
    tier,
    url,
    labels,
    version,
  } = row;
  const backup =
    row.backup_interval === null
      ? null
      : (Object.fromEntries(BACKUP_FIELDS.map((field) => [field, row[COLUMNS[field]]])) as Backup);
  const times = { createdAt: row.created_at, updatedAt: row.updated_at };
  return {
    id,
    slug,
    name,
    kind,
    description,
    territory,
    team,
    owner,
    environment,
    tier,
    dataClass: row.data_class,
    url: url === null ? null : webAddressWithoutPassword(url),
    backup,
    labels,
    dependsOn: row.depends_on,
    version,
    ...times,
  };
}
