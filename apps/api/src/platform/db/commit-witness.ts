import { Ambient } from '../kernel/ambient.js';
import type { Scope } from '../kernel/scope.js';
import type { Tx } from './tx.js';

/** A place in the database where each transaction of one request enters itself, so that it is known what became of a COMMIT nobody heard of. */
export interface CommitWitness {
  /** Whether transactions of this scope can enter themselves. */
  sees(scope: Scope): boolean;
  /** Enters the transaction, in it. @param id of the transaction */
  enter(tx: Tx, id: string): Promise<void>;
  /**
   * Whether that transaction was committed, settled by a later one; waits for its end while it is under way. One of which it says no can
   * never be committed any more, also where its COMMIT is still on its way.
   */
  settle(tx: Tx, id: string): Promise<boolean>;
}

/** What one request has committed, as far as is known. */
export class Commits {
  private changed = false;

  constructor(private readonly witness: CommitWitness) {}

  /** Whether it may have changed something: it must not be carried out again then. */
  get mayHaveChanged(): boolean {
    return this.changed;
  }

  /** Notes that a transaction was committed, or that nobody knows. */
  change(): void {
    this.changed = true;
  }

  /** @returns null where transactions of this scope cannot enter themselves */
  witnessOf(scope: Scope): CommitWitness | null {
    return this.witness.sees(scope) ? this.witness : null;
  }
}

const requests = new Ambient<Commits>();

/** Runs `work` as a request whose transactions are noted in `commits`. */
export function notingCommits<T>(commits: Commits, work: () => T): T {
  return requests.around(commits, work);
}

/** Of the request that is under way here; undefined where nobody notes them. */
export const commitsHere = (): Commits | undefined => requests.here;
