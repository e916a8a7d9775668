import type { Scope } from '../kernel/scope.js';
import type { Tx } from './tx.js';

/** The door to the database for whoever only reads. Who writes goes through the unit of work, which sees to the record. */
export abstract class DatabaseReader {
  /** Runs `work` read only and on one snapshot, so that several queries agree with each other, under `scope`. */
  abstract read<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T>;

  /** Resolves when the server answers; rejects with the driver's error otherwise. */
  abstract ping(): Promise<void>;
}
