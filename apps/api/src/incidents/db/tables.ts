import type { ColumnType, Generated } from 'kysely';
import type {
  ActionItemState,
  FindingState,
  IncidentClass,
  IncidentRole,
  IncidentSeverity,
  IncidentState,
  ResponderState,
  ReviewState,
  SourceKind,
  UnconfirmedReason,
} from '#contract';
import type { Actor } from '../../platform/kernel/scope.js';
import type { Labels, SubjectMapping } from '../domain/placement.js';
import type { ReviewTexts } from '../domain/review.js';
import type { StoredFacts } from '../domain/review-facts.js';
import type { SeverityWords } from '../domain/severity.js';
import type { DeliveryOutcome } from '../domain/source.js';

type Json<T> = ColumnType<T, string, string>;

export interface AlertSourcesTable {
  id: string;
  slug: string;
  name: string;
  kind: SourceKind;
  territory: string;
  territories: string[];
  default_subject: string;
  mappings: Json<SubjectMapping[]>;
  severities: Json<SeverityWords>;
  version: number;
  created_at: Date;
  updated_at: Date;
  token_hash: Generated<string | null>;
  token_prefix: Generated<string | null>;
  token_made_at: Generated<Date | null>;
  last_delivery_at: Generated<Date | null>;
  last_outcome: Generated<DeliveryOutcome | null>;
  last_reason: Generated<string | null>;
  last_alerts: Generated<number | null>;
  signing_key: Generated<Buffer | null>;
  watchdog_at: Generated<Date | null>;
  prometheus: 'instance' | null;
  group_interval_s: number;
  watchdog_s: number | null;
  receiver: Generated<string | null>;
  reconciled_at: Generated<Date | null>;
  reconcile_trouble: Generated<string | null>;
}

interface AlertPayloadsTable {
  id: string;
  source_id: string;
  territory: string;
  digest: string;
  outcome: DeliveryOutcome;
  reason: string | null;
  alerts: number;
  bytes: number;
  body: Buffer | null;
  times: number;
  received_at: Date;
  last_received_at: Date;
}

export interface IncidentsTable {
  id: string;
  number: Generated<number>;
  title: string;
  state: IncidentState;
  class: IncidentClass;
  severity: IncidentSeverity;
  territory: string;
  group_key: string;
  subject: string | null;
  slo: string | null;
  source: string | null;
  topic_id: string;
  started_at: Date;
  triggered_at: Date;
  acknowledged_at: Date | null;
  acknowledged_by: Json<Actor> | null;
  resolved_at: Date | null;
  resolved_by: Json<Actor> | null;
  automatic: boolean | null;
  reopenings: Json<string[]>;
  quiet_until: Date | null;
  snoozed_at: Date | null;
  snoozed_until: Date | null;
  snoozed_by: Json<Actor> | null;
  snooze_ended_at: Date | null;
  merged_into: string | null;
  firing: number;
  folded: number;
  ended: number;
  unconfirmed_since: Date | null;
  unconfirmed_reason: UnconfirmedReason | null;
  head_seq: number;
  head_hash: string;
  anchored_seq: Generated<number>;
  version: number;
  updated_at: Date;
}

interface AlertGroupsTable {
  key: string;
  territory: string;
  incident_id: string | null;
}

export interface AlertsTable {
  id: string;
  source_id: string;
  source: string;
  fingerprint: string;
  name: string;
  labels: Json<Labels>;
  annotations: Json<Labels>;
  summary: string;
  generator_url: string | null;
  severity: IncidentSeverity;
  class: IncidentClass;
  slo: string | null;
  subject: string | null;
  territory: string;
  outside: boolean;
  group_key: string;
  incident_id: string | null;
  firing_from: Date | null;
  closed_until: Date | null;
  told_start: Date;
  told_at: Date;
  noted_summary: string;
  noted_at: Date;
  end_told: Date | null;
  end_told_at: Date | null;
  absent_at: Date | null;
  upstream: string;
  folded: number;
  first_seen_at: Date;
}

interface IncidentAlertsTable {
  incident_id: string;
  alert_id: string;
  territory: string;
  starts_at: Date;
}

export interface IncidentEventsTable {
  incident_id: string;
  seq: number;
  position: Generated<number>;
  territory: string;
  at: Date;
  kind: string;
  actor: Json<Actor>;
  data: Json<Record<string, unknown>>;
  previous_hash: string;
  hash: string;
}

export interface IncidentRespondersTable {
  incident_id: string;
  user_id: string;
  territory: string;
  state: ResponderState;
  schedule: string | null;
  asked_by: Json<Actor>;
  asked_at: Date;
  answered_at: Date | null;
}

export interface IncidentRolesTable {
  incident_id: string;
  role: IncidentRole;
  user_id: string;
  territory: string;
  given_by: Json<Actor>;
  since: Date;
}

interface AlertFindingsTable {
  source_id: string;
  digest: string;
  territory: string;
  name: string;
  labels: Json<Labels>;
  severity: IncidentSeverity;
  state: FindingState;
  reason: string | null;
  active_at: Date;
  since: Date;
}

interface IncidentPinsTable {
  incident_id: string;
  seq: number;
  territory: string;
  pinned_by: Json<Actor>;
  pinned_at: Date;
}

export interface IncidentReviewsTable {
  incident_id: string;
  territory: string;
  state: ReviewState;
  sections: Json<ReviewTexts>;
  edition: number;
  started_by: Json<Actor>;
  started_at: Date;
  published_by: Json<Actor> | null;
  published_at: Date | null;
  version: number;
  updated_at: Date;
}

interface IncidentReviewEditionsTable {
  incident_id: string;
  edition: number;
  territory: string;
  sections: Json<ReviewTexts>;
  facts: Json<StoredFacts>;
  published_by: Json<Actor>;
  published_at: Date;
}

export interface ActionItemsTable {
  id: string;
  number: Generated<number>;
  incident_id: string;
  territory: string;
  title: string;
  owner_user: string | null;
  owner_team: string | null;
  due: string | null;
  link: string | null;
  state: ActionItemState;
  reason: string | null;
  created_by: Json<Actor>;
  created_at: Date;
  closed_at: Date | null;
  version: number;
  updated_at: Date;
}

declare module '../../platform/db/schema.js' {
  interface Schema {
    alert_sources: AlertSourcesTable;
    alert_payloads: AlertPayloadsTable;
    incidents: IncidentsTable;
    alert_groups: AlertGroupsTable;
    alerts: AlertsTable;
    alert_findings: AlertFindingsTable;
    incident_alerts: IncidentAlertsTable;
    incident_events: IncidentEventsTable;
    incident_responders: IncidentRespondersTable;
    incident_roles: IncidentRolesTable;
    incident_pins: IncidentPinsTable;
    incident_reviews: IncidentReviewsTable;
    incident_review_editions: IncidentReviewEditionsTable;
    action_items: ActionItemsTable;
  }
}
