import { Injectable } from '@nestjs/common';
import type { Write } from '../../audit/use-cases/unit-of-work.js';
import type { Tx } from '../../platform/db/tx.js';
import type { FieldError } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import type { Outcome } from '../domain/resource.js';
import type { PendingReferences } from '../domain/subject-references.js';

/** What surrounds one document while many are applied. */
export interface ApplyContext {
  readonly write: Write;
  /** names in the other documents of the same request */
  readonly pending: PendingReferences;
}

/** What applying one document did. */
export interface Applied {
  readonly outcome: Outcome;
}

/**
 * Writes one document.
 * @throws DomainError whose fields are paths in the document; nothing of the request is kept then
 */
export type ApplyOne = (document: unknown) => Promise<Applied>;

/** What surrounds documents while the world outside is asked about them. */
export interface ExamineContext {
  readonly scope: Scope;
  /** the territories that the subjects of the same request name, by the subjects' names; nothing of it was checked */
  readonly subjects: ReadonlyMap<string, readonly string[]>;
}

/** What the world outside says of one document. */
export interface Examination {
  /** with one of them the document is refused */
  readonly errors: readonly FieldError[];
  /** the document is applied all the same */
  readonly warnings: readonly FieldError[];
}

/** One kind of document that `catalog apply` understands and `catalog export` writes. */
export interface ApplyKind {
  /** e.g. `SLO` */
  readonly kind: string;
  /** kinds are applied in this order; whoever refers to a kind comes after it (teams 10, environments 20, subjects 30) */
  readonly order: number;
  /**
   * Begins to apply documents as a part of the given write: reads and locks at once what they need of the database, so that
   * applying one takes a single statement or two. What kinds of a lower order wrote is there already.
   * @param documents parsed YAML or JSON, not checked yet, in the order in which they will be applied
   */
  execute(context: ApplyContext, documents: readonly unknown[]): Promise<ApplyOne>;
  /**
   * Asks the world outside about documents, before the transaction begins; what cannot be asked is passed over.
   * @param documents parsed YAML or JSON, not checked yet
   * @returns what is to be said of each, with paths in it; whatever applying finds itself may be left out
   */
  examine?(
    context: ExamineContext,
    documents: readonly unknown[],
  ): Promise<ReadonlyMap<unknown, Examination>>;
  /** Everything of this kind that the scope sees, as documents that can be applied again, in a stable order. */
  export(tx: Tx): Promise<readonly object[]>;
}

/** The kinds that this process knows. Rooms downstream register theirs when their module starts. */
@Injectable()
export class ApplyKinds {
  private readonly kinds = new Map<string, ApplyKind>();

  /** Makes a kind known; one of the same name is replaced. */
  register(kind: ApplyKind): void {
    this.kinds.set(kind.kind, kind);
  }

  /** In the order in which they are applied. */
  all(): ApplyKind[] {
    return [...this.kinds.values()].sort((a, b) => a.order - b.order);
  }
}
