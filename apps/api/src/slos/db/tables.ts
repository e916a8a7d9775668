import type { ColumnType, Generated } from 'kysely';
import type { BudgetState, BurnState } from '#contract';
import type { SloDocument } from '#slo';
import type { Actor } from '../../platform/kernel/scope.js';
import type { RulesState } from '../domain/slo.js';

type Json<T> = ColumnType<T, string, string>;

export interface SlosTable {
  id: string;
  slug: string;
  /** null once it is deleted */
  subject_id: string | null;
  team: string | null;
  territory: string;
  document: Json<SloDocument>;
  target: string;
  time_window: string;
  version: number;
  indicator_revision: number;
  sample: boolean;
  published_version: Generated<number>;
  refused_version: number | null;
  refused_by: string | null;
  rules_state: Generated<RulesState>;
  rules_message: string | null;
  created_at: Date;
  updated_at: Date;
  deleted_at: Date | null;
}

export interface SloVersionsTable {
  slo_id: string;
  version: number;
  territory: string;
  document: ColumnType<SloDocument | null, string | null, never>;
  indicator_revision: number;
  actor_kind: Actor['kind'];
  actor_id: string;
  actor_name: string;
  at: Date;
}

export interface SloLedgerProgressTable {
  slo_id: string;
  territory: string;
  filled_from: Date;
  filled_to: Date;
  past_revision: Generated<number>;
}

export interface SloReadingsTable {
  slo_id: string;
  territory: string;
  as_of: Date;
  reading: Json<unknown>;
  burn_rates: Json<unknown>;
  spark: Json<(number | null)[]>;
  spark_key: string;
  budget_state: BudgetState;
  burn_state: BurnState;
  left_share: number | null;
  burn_rate_1h: number | null;
  exhausts_at: Date | null;
}

declare module '../../platform/db/schema.js' {
  interface Schema {
    slos: SlosTable;
    slo_versions: SloVersionsTable;
    slo_ledger_progress: SloLedgerProgressTable;
    slo_readings: SloReadingsTable;
  }
}
