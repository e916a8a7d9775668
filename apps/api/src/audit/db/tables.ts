import type { ColumnType } from 'kysely';
import type { Actor } from '../../platform/kernel/scope.js';

type Json = ColumnType<unknown, string | null, never>;

export interface AuditEventsTable {
  seq: number;
  at: Date;
  actor_kind: Actor['kind'];
  actor_id: string;
  actor_name: string;
  action: string;
  target_kind: string | null;
  target_id: string | null;
  target_name: string | null;
  territory: string | null;
  reason: string | null;
  before: Json;
  after: Json;
  request_id: string | null;
  ip: string | null;
  previous_hash: string;
  hash: string;
}

export interface AuditHeadTable {
  only_one: boolean;
  seq: number;
  hash: string;
  seal: string;
}

export interface AuditVerificationTable {
  only_one: boolean;
  content: ColumnType<unknown, string, string>;
  proof: string;
}

declare module '../../platform/db/schema.js' {
  interface Schema {
    audit_events: AuditEventsTable;
    audit_head: AuditHeadTable;
    audit_verification: AuditVerificationTable;
  }
}
