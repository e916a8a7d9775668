/**
 * A fact in the past tense. It carries ids, never state: whoever hears it reads the truth from Postgres.
 * Written to the outbox in the transaction that made it true.
 */
export interface DomainEvent {
  /** e.g. `slo.changed` */
  readonly type: string;
  /** slugs or ids of the things it is about */
  readonly ids: readonly string[];
  /** the territory it belongs to; null = concerns the whole instance */
  readonly territory: string | null;
}
