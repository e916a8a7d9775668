import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import type { Tx } from '../../platform/db/tx.js';
import { Clock } from '../../platform/kernel/clock.js';
import type { Expected } from '../../platform/kernel/expected.js';
import { newId } from '../../platform/kernel/ids.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { ReferencesRepository } from '../db/references.repository.js';
import { changeOf, type Noun } from '../domain/change.js';
import { nextVersion, type ContentOf, type Resource } from '../domain/resource.js';
import { assertMayWrite, nameTaken, rethrowReference, type Edit } from '../domain/write-rules.js';
import { NO_PENDING_REFERENCES, type PendingReferences } from '../domain/subject-references.js';
import { saveVersioned, type LockedRows, type Saved } from './versioned-write.js';

/** Rows of one noun, as far as the scope of the transaction sees them. */
export interface Rows<R extends Resource> {
  /** Reads a row and keeps other writers off it until the transaction ends. */
  lock(tx: Tx, slug: string): Promise<R | null>;
  /** The same of many, locked in the order of their slugs; those that are not there are left out. */
  lockAll(tx: Tx, slugs: readonly string[]): Promise<R[]>;
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

/** What is known already where a resource is saved as one of many. */
export interface Beforehand<R extends Resource> {
  /** what else the same write will bring, or is known to be there */
  readonly pending?: PendingReferences;
  readonly locked?: LockedRows<R>;
}

/** Creates or changes a team, environment or subject. */
@Injectable()
export class SaveResource {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly references: ReferencesRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `validation-failed` (fields), `precondition-failed`, `forbidden`, `conflict` (name taken, or referred to) */
  execute<R extends Resource, D>(
    scope: Scope,
    kind: Versioned<R, D>,
    slug: string,
    edit: Edit<R, D>,
    expected: Expected,
  ): Promise<Saved<R>> {
    return this.unit
      .run(scope, async (write) => {
        const saved = await this.within(write, kind, slug, edit, expected);
        await this.references.settle(write.tx);
        return saved;
      })
      .catch(rethrowReference);
  }

  /**
   * The same as a part of a larger write, whose maker settles the references at its end.
   * @param beforehand what is known already where many are saved
   */
  within<R extends Resource, D>(
    write: Write,
    kind: Versioned<R, D>,
    slug: string,
    edit: Edit<R, D>,
    expected: Expected,
    { pending = NO_PENDING_REFERENCES, locked }: Beforehand<R> = {},
  ): Promise<Saved<R>> {
    const { tx, scope } = write;
    const { noun, rows } = kind;
    return saveVersioned<R>(write, expected, {
      noun,
      slug,
      lock: () => locked?.take(slug) ?? rows.lock(tx, slug),
      next: async (before) => {
        const content = await kind.content(tx, slug, edit(before), before, pending);
        return nextVersion(before, slug, content, newId(), this.clock.now());
      },
      assertMayWrite: (before, after) => assertMayWrite(scope, noun, before, after),
      insert: (after) => rows.insert(tx, after),
      update: async (before, after) => {
        await kind.assertMovable?.(tx, before, after);
        await rows.update(tx, after);
      },
      changeOf: (before, after) => changeOf(noun, before, after),
      nameTaken: () => nameTaken(noun, slug),
    });
  }
}
