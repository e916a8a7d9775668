import type { Choice, RunReason, RunState, StopReason } from '#contract';
import type { ColumnType } from 'kysely';
import type { Labels } from '../../catalog/domain/labels.js';
import type { PolicyStep, Target } from '../domain/escalation-policy.js';
import type { TakenPolicy } from '../domain/escalation-run.js';

type Json<T> = ColumnType<T, string, string>;

export interface EscalationPoliciesTable {
  id: string;
  slug: string;
  name: string;
  description: string;
  territory: string;
  labels: Json<Labels>;
  serves_default: boolean;
  steps: Json<readonly PolicyStep[]>;
  /** null = until somebody acknowledges */
  repeat: number | null;
  fallback: Json<Target>;
  waiver: string | null;
  version: number;
  created_at: Date;
  updated_at: Date;
}

export interface EscalationPolicySubjectsTable {
  subject: string;
  policy_id: string;
  territory: string;
}

export interface EscalationPolicyTeamsTable {
  team: string;
  policy_id: string;
  territory: string;
}

export interface EscalationRunsTable {
  id: string;
  incident_id: string;
  territory: string;
  number: number;
  because: RunReason;
  policy: ColumnType<TakenPolicy | null, string | null, string | null>;
  chosen_by: Choice | null;
  first_user_id: string | null;
  declined: string[];
  epoch: number;
  state: RunState;
  stopped_by: StopReason | null;
  loop: number;
  step: number;
  next_at: Date;
  nobody_since: Date | null;
  started_at: Date;
  ended_at: Date | null;
}

declare module '../../platform/db/schema.js' {
  interface Schema {
    escalation_policies: EscalationPoliciesTable;
    escalation_policy_subjects: EscalationPolicySubjectsTable;
    escalation_policy_teams: EscalationPolicyTeamsTable;
    escalation_runs: EscalationRunsTable;
  }
}
