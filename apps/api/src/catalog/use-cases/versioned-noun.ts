import { Injectable } from '@nestjs/common';
import type { Page } from '#contract';
import type { Kind } from '../../access/domain/ability.js';
import { SayMissing } from '../../audit/use-cases/say-missing.js';
import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import type { Tx } from '../../platform/db/tx.js';
import { violatedReference } from '../../platform/kernel/database-errors.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import { Clock } from '../../platform/kernel/clock.js';
import { ANY, type Expected } from '../../platform/kernel/expected.js';
import { newId } from '../../platform/kernel/ids.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { ReferencesRepository } from '../db/references.repository.js';
import { inDocument } from '../documents/document-schemas.js';
import { changeOf, type NounEvents } from '../domain/change.js';
import { nextVersion, type ContentOf, type Named, type Outcome } from '../domain/resource.js';
import {
  assertMayWrite,
  inUse,
  nameTaken,
  rethrowReference,
  type Edit,
} from '../domain/write-rules.js';
import { NO_PENDING_REFERENCES, type PendingReferences } from '../domain/subject-references.js';
import type { ApplyContext, ApplyOne } from './apply-kinds.js';
import {
  deleteVersioned,
  lockNamed,
  saveVersioned,
  type LockedRows,
  type Saved,
} from './versioned-write.js';

/** Rows of one noun, as far as the scope of the transaction sees them. */
export interface Rows<R> {
  /** Those of the names that there are, kept from other writers until the transaction ends, and locked in the order of their names. */
  lockAll(tx: Tx, slugs: readonly string[]): Promise<readonly R[]>;
  /** @returns false when the name is taken */
  insert(tx: Tx, resource: R): Promise<boolean>;
  update(tx: Tx, resource: R): Promise<void>;
  delete(tx: Tx, resource: R): Promise<void>;
}

/** One write, as a noun is asked about it. */
export interface AskedWrite<R extends Named, D> {
  readonly write: Write;
  readonly slug: string;
  /** what the writer wants */
  readonly draft: D;
  /** what is there; null = nothing yet */
  readonly before: R | null;
  readonly now: Date;
  /** names that the same transaction will bring, or that are known to be there */
  readonly pending: PendingReferences;
  /** The version that content makes of it: `before` itself where that says nothing new. */
  readonly version: (content: ContentOf<R>) => R;
}

/** What a document says of a thing. */
export interface WrittenThing<R, D> {
  readonly slug: string;
  readonly edit: Edit<R, D>;
}

/** What is known already where a thing is saved as one of many. */
export interface Beforehand<R extends Named> {
  readonly pending?: PendingReferences;
  readonly locked?: LockedRows<R>;
}

/** Who writes, and what they expect to find. */
export interface Writer {
  readonly scope: Scope;
  readonly expected: Expected;
}

/** What a write left behind, as it is shown. */
export interface Put<V> {
  readonly outcome: Outcome;
  readonly view: V;
}

/** What every noun needs of the house. */
@Injectable()
export class NounTools {
  constructor(
    readonly unit: UnitOfWork,
    readonly database: DatabaseReader,
    readonly references: ReferencesRepository,
    readonly missing: SayMissing,
    readonly clock: Clock,
  ) {}
}

/**
 * A noun whose things have versions and a name in paths: lists, reads, writes, deletes and applies them (ADR 0033). A subclass says what
 * is special about it. `R` is what is stored, `D` what its writers hand in, `V` what its readers see, `F` which of them they ask for.
 */
export abstract class VersionedNoun<R extends Named, D, V, F> {
  /** in messages, e.g. `escalation policy` */
  abstract readonly noun: string;
  /** in permissions, and in the audit trail unless `recordedAs` says otherwise, e.g. `policy` */
  abstract readonly kind: Kind;
  /** what the outbox is told of writes */
  abstract readonly events: NounEvents;
  abstract readonly rows: Rows<R>;

  constructor(private readonly tools: NounTools) {}

  /** One page of what the transaction's scope sees, by name in paths. */
  protected abstract page(tx: Tx, filter: F): Promise<Page<V>>;
  protected abstract find(tx: Tx, slug: string): Promise<V | null>;

  /**
   * What becomes of a thing by a write; itself when that says nothing new.
   * @throws DomainError `validation-failed` naming every field at fault
   */
  protected abstract next(asked: AskedWrite<R, D>): R | Promise<R>;

  /** @throws DomainError `forbidden` when the actor may not take a thing from `before` to `after` (null = nothing) */
  protected assertMayWrite(scope: Scope, before: R | null, after: R | ContentOf<R> | null): void {
    assertMayWrite(scope, this.kind, before, after);
  }

  /** in the audit trail */
  protected get recordedAs(): string {
    return this.kind;
  }

  /** @throws DomainError `conflict` when what refers to the thing forbids this change */
  protected assertMovable?(tx: Tx, before: R, after: R): Promise<void>;
  /** @throws DomainError `conflict` naming what still needs the thing */
  protected assertUnused?(tx: Tx, thing: R): Promise<void>;

  /** Takes a thing that is being deleted out of what lets go of it, in the same write. */
  protected letGo?(write: Write, thing: R): Promise<void>;

  /** @returns one page, by name in paths */
  list(scope: Scope, filter: F): Promise<Page<V>> {
    return this.tools.database.read(scope, (tx) => this.page(tx, filter));
  }

  /** @throws DomainError `not-found` */
  one(scope: Scope, slug: string): Promise<V> {
    return this.tools.database.read(scope, (tx) => this.shown(tx, slug));
  }

  /** @throws DomainError `validation-failed` (fields), `precondition-failed`, `forbidden`, `conflict` (name taken, or referred to) */
  async put({ scope, expected }: Writer, slug: string, edit: Edit<R, D>): Promise<Put<V>> {
    return await this.tools.unit
      .run(scope, async (write) => {
        const { outcome } = await this.within(write, slug, edit, expected);
        await this.tools.references.settle(write.tx);
        return { outcome, view: await this.shown(write.tx, slug) };
      })
      .catch(rethrowReference);
  }

  /**
   * The same as a part of a larger write, whose maker settles the references at its end.
   * @param beforehand what is known already where many are saved
   */
  within(
    write: Write,
    slug: string,
    edit: Edit<R, D>,
    expected: Expected,
    { pending = NO_PENDING_REFERENCES, locked }: Beforehand<R> = {},
  ): Promise<Saved<R>> {
    const { tx, scope } = write;
    return saveVersioned<R>(write, expected, {
      noun: this.noun,
      slug,
      lock: () => locked?.take(slug) ?? this.lock(tx, slug),
      next: async (before) => {
        const now = this.tools.clock.now();
        const version = (content: ContentOf<R>) => nextVersion(before, slug, content, newId(), now);
        return this.next({ write, slug, draft: edit(before), before, now, pending, version });
      },
      assertMayWrite: (before, after) => this.assertMayWrite(scope, before, after),
      insert: (after) => this.rows.insert(tx, after),
      update: async (before, after) => {
        await this.assertMovable?.(tx, before, after);
        await this.rows.update(tx, after);
      },
      changeOf: (before, after) => changeOf(this.recordedAs, this.events, before, after),
      nameTaken: () => nameTaken(this.noun, slug),
    });
  }

  /**
   * A change that follows from a larger write, whose actor was asked about that: neither rights nor rules of this noun are looked at.
   * @param change what becomes of it; the thing has to be there
   */
  protected async follow(
    write: Write,
    slug: string,
    change: (before: R) => ContentOf<R>,
  ): Promise<void> {
    await saveVersioned<R>(write, ANY, {
      noun: this.noun,
      slug,
      lock: () => this.lock(write.tx, slug),
      next: (before) => {
        if (!before) return Promise.reject(notFound(this.noun, slug));
        const now = this.tools.clock.now();
        return Promise.resolve(nextVersion(before, slug, change(before), before.id, now));
      },
      assertMayWrite: () => undefined,
      insert: () => Promise.resolve(false),
      update: (_before, after) => this.rows.update(write.tx, after),
      changeOf: (before, after) => changeOf(this.kind, this.events, before, after),
      nameTaken: () => nameTaken(this.noun, slug),
    });
  }

  /** @throws DomainError `not-found`, `precondition-failed`, `forbidden`, `conflict` naming what still needs it */
  async delete({ scope, expected }: Writer, slug: string): Promise<void> {
    await this.tools.unit
      .run(scope, (write) =>
        deleteVersioned<R>(write, expected, {
          noun: this.noun,
          slug,
          lock: () => this.lock(write.tx, slug),
          assertMayWrite: (before, after) => this.assertMayWrite(scope, before, after),
          remove: async (before) => {
            await this.assertUnused?.(write.tx, before);
            await this.letGo?.(write, before);
            await this.rows.delete(write.tx, before);
            await this.tools.references.settle(write.tx);
          },
          changeOf: (before, after) => changeOf(this.recordedAs, this.events, before, after),
        }),
      )
      .catch((error: unknown) => {
        throw violatedReference(error) === null ? error : inUse(this.noun, slug, []);
      });
  }

  /**
   * Begins to apply documents as a part of a larger write: locks at once what they are about.
   * @param read what a document says; its errors name fields of the document
   */
  async apply(
    { write, pending }: ApplyContext,
    documents: readonly unknown[],
    read: (document: unknown) => WrittenThing<R, D>,
  ): Promise<ApplyOne> {
    const locked = await lockNamed(write.tx, this.rows, documents);
    return async (document) => {
      const { slug, edit } = read(document);
      return inDocument(this.within(write, slug, edit, ANY, { pending, locked }));
    };
  }

  private async lock(tx: Tx, slug: string): Promise<R | null> {
    return (await this.rows.lockAll(tx, [slug]))[0] ?? null;
  }

  private async shown(tx: Tx, slug: string): Promise<V> {
    const found = await this.find(tx, slug);
    if (!found) throw await this.tools.missing.within(tx, this.noun, this.recordedAs, slug);
    return found;
  }
}
