import type { DataClass, SubjectKind } from '#contract';
import type { Backup, Subject, SubjectInput } from '../api/contract.js';

export interface LabelPair {
  key: string;
  value: string;
}

/** A subject as its form holds it: everything text, labels as a list. */
export interface SubjectValues {
  slug: string;
  name: string;
  kind: SubjectKind;
  description: string;
  territory: string;
  team: string;
  owner: string;
  environment: string;
  tier: '' | '1' | '2' | '3';
  dataClass: '' | DataClass;
  url: string;
  backup: Backup;
  labels: LabelPair[];
  dependsOn: string[];
}

const NO_BACKUP: Backup = { interval: '', rpo: '', rto: '', restoreTestInterval: '' };

export function blankSubject(territory: string): SubjectValues {
  return {
    slug: '',
    name: '',
    kind: 'service',
    description: '',
    territory,
    team: '',
    owner: '',
    environment: '',
    tier: '',
    dataClass: '',
    url: '',
    backup: NO_BACKUP,
    labels: [],
    dependsOn: [],
  };
}

export function subjectValues(subject: Subject): SubjectValues {
  return {
    slug: subject.slug,
    name: subject.name,
    kind: subject.kind,
    description: subject.description,
    territory: subject.territory,
    team: subject.team?.slug ?? '',
    owner: subject.owner ?? '',
    environment: subject.environment ?? '',
    tier: subject.tier === null ? '' : (String(subject.tier) as SubjectValues['tier']),
    dataClass: subject.dataClass ?? '',
    url: subject.url ?? '',
    backup: subject.backup ?? NO_BACKUP,
    labels: Object.entries(subject.labels).map(([key, value]) => ({ key, value })),
    dependsOn: subject.dependsOn,
  };
}

/** The filled slots of a backup. */
function filled(backup: Backup): Partial<Backup> {
  return Object.fromEntries(
    Object.entries(backup)
      .map(([slot, text]) => [slot, text.trim()])
      .filter(([, text]) => text !== ''),
  );
}

/** What is sent: blank text becomes null, labels without a key are left out. */
export function subjectInput(values: SubjectValues): SubjectInput {
  const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
  const labels = values.labels
    .filter(({ key }) => key.trim() !== '')
    .map(({ key, value }) => [key.trim(), value.trim()] as const);
  return {
    name: values.name.trim(),
    kind: values.kind,
    description: values.description.trim(),
    territory: values.territory,
    team: orNull(values.team),
    owner: orNull(values.owner),
    environment: orNull(values.environment),
    tier: values.tier === '' ? null : (Number(values.tier) as 1 | 2 | 3),
    dataClass: values.dataClass === '' ? null : values.dataClass,
    url: orNull(values.url),
    backup: values.kind === 'data-store' ? filled(values.backup) : null,
    labels: Object.fromEntries(labels),
    dependsOn: values.dependsOn,
  };
}
