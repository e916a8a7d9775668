import type { DataClass, SubjectKind } from '#contract';
import type { ColumnType } from 'kysely';
import type { Labels } from '../domain/labels.js';
import type { Tier } from '../domain/subject.js';

type LabelsColumn = ColumnType<Labels, string, string>;

interface Common {
  id: string;
  slug: string;
  name: string;
  territory: string;
  labels: LabelsColumn;
  version: number;
  created_at: Date;
  updated_at: Date;
}

export interface TeamsTable extends Common {
  description: string;
  contact: string | null;
  members: string[];
}

export interface EnvironmentsTable extends Common {
  purpose: string;
  availability: string;
  access: string;
  owner: string;
}

export interface SubjectsTable extends Common {
  kind: SubjectKind;
  description: string;
  team: string | null;
  owner: string | null;
  environment: string | null;
  tier: Tier | null;
  data_class: DataClass | null;
  url: string | null;
  backup_interval: string | null;
  backup_rpo: string | null;
  backup_rto: string | null;
  backup_restore_test_interval: string | null;
}

export interface SubjectDependenciesTable {
  subject: string;
  depends_on: string;
  territory: string;
}

export interface CatalogSeedTable {
  only_one: ColumnType<boolean, never, never>;
  seeded_at: Date;
}

declare module '../../platform/db/schema.js' {
  interface Schema {
    teams: TeamsTable;
    environments: EnvironmentsTable;
    subjects: SubjectsTable;
    subject_dependencies: SubjectDependenciesTable;
    catalog_seed: CatalogSeedTable;
  }
}
