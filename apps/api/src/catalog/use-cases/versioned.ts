import type { Tx } from '../../platform/db/tx.js';
import type { Noun } from '../domain/change.js';
import type { ContentOf, Resource } from '../domain/resource.js';
import type { PendingReferences } from './subject-references.js';

/** Rows of one noun, as far as the scope of the transaction sees them. */
export interface Rows<R extends Resource> {
  /** Reads a row and keeps other writers off it until the transaction ends. */
  lock(tx: Tx, slug: string): Promise<R | null>;
  /** @returns false when the slug is taken */
  insert(tx: Tx, resource: R): Promise<boolean>;
  update(tx: Tx, resource: R): Promise<void>;
  delete(tx: Tx, resource: R): Promise<void>;
}

/** What saving and deleting need to know of one noun of the catalog. `D` is what its writers hand in. */
export interface Versioned<R extends Resource, D> {
  readonly noun: Noun;
  readonly rows: Rows<R>;
  /**
   * Makes content of what a writer wants.
   * @param pending names that the same transaction will bring
   * @throws DomainError `validation-failed` naming every field at fault
   */
  content(
    tx: Tx,
    slug: string,
    draft: D,
    before: R | null,
    pending: PendingReferences,
  ): Promise<ContentOf<R>>;
  /** @throws DomainError `conflict` when what refers to the resource forbids this change */
  assertMovable?(tx: Tx, before: R, after: R): Promise<void>;
  /** Names of what still refers to it, as far as the actor may see them. */
  users(tx: Tx, slug: string): Promise<readonly string[]>;
}
