import type { Generated, JSONColumnType } from 'kysely';

/** Facts on their way to whoever listens; written in the transaction that made them true. */
export interface OutboxTable {
  id: Generated<number>;
  tx: Generated<string>;
  type: string;
  ids: JSONColumnType<string[]>;
  territory: string | null;
  at: Generated<Date>;
}

/** The territories there are. Carries no data of a subject: everybody signed in may read it. */
export interface TerritoriesTable {
  code: string;
  name_de: string;
  name_en: string;
  matchers: Generated<string>;
  version: Generated<number>;
  created_at: Generated<Date>;
}

/** Sign of life of background processes. */
export interface HeartbeatsTable {
  process: string;
  at: Generated<Date>;
  clock: Generated<Date | null>;
  trouble: Generated<string | null>;
}

/**
 * All tables. The platform knows only its own; each room adds its tables beside its repositories with
 * `declare module '…/platform/db/schema.js' { interface Schema { … } }`.
 */
export interface Schema {
  outbox: OutboxTable;
  territories: TerritoriesTable;
  heartbeats: HeartbeatsTable;
}
