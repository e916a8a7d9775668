import type { Actor } from '../../platform/kernel/scope.js';

/** What an action was done to. */
export interface AuditTarget {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
}

/** What a use case says of the change it makes. */
export interface AuditEntry {
  /** past tense, e.g. `slo.created` */
  readonly action: string;
  readonly target: AuditTarget | null;
  readonly territory: string | null;
  readonly reason?: string | null;
  /** the resource before and after, null where it did not exist; secrets never belong in here */
  readonly before?: unknown;
  readonly after?: unknown;
}

/** The content of one link, without its place in the chain. */
export interface AuditContent {
  readonly at: Date;
  readonly actor: Actor;
  readonly action: string;
  readonly target: AuditTarget | null;
  readonly territory: string | null;
  readonly reason: string | null;
  readonly before: unknown;
  readonly after: unknown;
  readonly requestId: string | null;
  readonly ip: string | null;
}

/** One link of the chain. */
export interface AuditEvent extends AuditContent {
  readonly seq: number;
  readonly previousHash: string;
  readonly hash: string;
}

/** The newest link, sealed by a key outside of the database. */
export interface AuditHead {
  readonly seq: number;
  readonly hash: string;
  readonly seal: string;
}
