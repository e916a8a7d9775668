import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/tx.js';
import { DomainError, type FieldError } from '../../platform/kernel/domain-error.js';
import { briefly, excerpt } from '../../platform/kernel/excerpt.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { ReferencesRepository } from '../db/references.repository.js';
import { refusedTogether } from '../domain/refused-together.js';
import type { Outcome } from '../domain/resource.js';
import {
  ApplyKinds,
  type Applied,
  type ApplyContext,
  type ApplyKind,
  type ApplyOne,
  type Examination,
} from './apply-kinds.js';
import { Yielder } from '../../platform/documents/yielder.js';
import {
  headsOf,
  pendingReferencesIn,
  subjectTerritoriesIn,
  type DocumentHead,
} from '../documents/document-heads.js';
import type { SourceDocument } from '../../platform/documents/read-documents.js';
import { rethrowReference } from '../domain/write-rules.js';
import { unstorable } from '../../platform/documents/storable.js';

/** What became of one document. */
export interface DocumentReport {
  readonly index: number;
  readonly kind: string;
  readonly name: string;
  readonly outcome: Outcome | 'refused';
  readonly errors: readonly FieldError[];
  /** what is to be looked at, though it was applied */
  readonly warnings: readonly FieldError[];
}

/** What became of all of them; with a `refused` one, nothing was kept. */
export interface ApplyReport {
  readonly dryRun: boolean;
  readonly documents: readonly DocumentReport[];
}

const MAX_LOCATED = 20;
const SLICE = 100;

/** What the world outside said, by document. */
type Examined = ReadonlyMap<unknown, Examination>;

/** Carries a report out of a transaction that must not be kept. */
class NotKept extends Error {
  constructor(readonly documents: readonly DocumentReport[]) {
    super('rolled back');
  }
}

/** Applies many documents in one transaction: all of them or none, in whatever order they stand. */
@Injectable()
export class ApplyDocuments {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly kinds: ApplyKinds,
    private readonly references: ReferencesRepository,
  ) {}

  /**
   * @param also further writes for the same transaction, after the documents
   * @returns what became of each document; when one is refused, nothing of any was kept
   * @throws DomainError `conflict` when something that was referred to is gone meanwhile
   */
  async execute(
    scope: Scope,
    documents: readonly SourceDocument[],
    dryRun: boolean,
    also?: (tx: Tx) => Promise<void>,
  ): Promise<ApplyReport> {
    const heads = headsOf(documents, this.kinds.all());
    const examined = await this.examine(scope, heads);
    try {
      const reports = await this.unit.run(scope, (write) =>
        this.within(write, { heads, examined }, dryRun, also),
      );
      return { dryRun, documents: reports };
    } catch (error) {
      if (error instanceof NotKept)
        return { dryRun, documents: await located(error.documents, documents) };
      return rethrowReference(error);
    }
  }

  /** What the world outside says of the documents; no transaction is open. */
  private async examine(
    scope: Scope,
    heads: readonly DocumentHead<ApplyKind>[],
  ): Promise<Examined> {
    const context = { scope, subjects: subjectTerritoriesIn(heads) };
    const examined = new Map<unknown, Examination>();
    for (const kind of this.kinds.all()) {
      const values = heads.filter((head) => head.kind === kind).map(({ value }) => value);
      if (values.length === 0 || !kind.examine) continue;
      for (const [value, said] of await kind.examine(context, values)) examined.set(value, said);
    }
    return examined;
  }

  private async within(
    write: Write,
    { heads, examined }: { heads: readonly DocumentHead<ApplyKind>[]; examined: Examined },
    dryRun: boolean,
    also?: (tx: Tx) => Promise<void>,
  ): Promise<DocumentReport[]> {
    const pending = pendingReferencesIn(heads);
    const reports: DocumentReport[] = [];
    const yielder = new Yielder();
    for (const slice of slicesOf(heads)) {
      const apply = await begin(slice, { write, pending });
      for (const head of slice) {
        const { index, kindName, name } = head;
        const applied = await attempt(apply, head, examined);
        const { outcome } = applied;
        const refused = outcome === 'refused';
        const errors = refused ? applied.errors.map(briefly) : [];
        const warnings = refused ? [] : (examined.get(head.value)?.warnings ?? []);
        const [kind, named] = [excerpt(kindName), excerpt(name)];
        reports.push({ index, kind, name: named, outcome, errors, warnings });
        await yielder.yieldIfDue();
      }
    }
    reports.sort((a, b) => a.index - b.index);
    if (reports.some(({ outcome }) => outcome === 'refused'))
      throw new NotKept(refusedTogether(reports));
    await also?.(write.tx);
    await this.references.settle(write.tx);
    if (dryRun) throw new NotKept(reports);
    return reports;
  }
}

/** Says of fields at fault in which line of the text they stand. A text is read again for that, so only for the first documents. */
async function located(
  reports: readonly DocumentReport[],
  sources: readonly SourceDocument[],
): Promise<DocumentReport[]> {
  const yielder = new Yielder();
  const finders = new Map(sources.map(({ index, lines }) => [index, lines]));
  const found = [...reports];
  for (const report of reports
    .filter(({ outcome }) => outcome === 'refused')
    .slice(0, MAX_LOCATED)) {
    const lineOf = finders.get(report.index)?.();
    if (!lineOf) continue;
    const errors = report.errors.map((error, at) =>
      at < MAX_LOCATED
        ? { ...error, message: `line ${lineOf(error.path)}: ${error.message}` }
        : error,
    );
    found[found.indexOf(report)] = { ...report, errors };
    await yielder.yieldIfDue();
  }
  return found;
}

type Attempt = Applied | { readonly outcome: 'refused'; readonly errors: readonly FieldError[] };

/** Documents of one kind that stand together, `SLICE` of them at most: as many are read from the database at once. */
function slicesOf(heads: readonly DocumentHead<ApplyKind>[]): DocumentHead<ApplyKind>[][] {
  const slices: DocumentHead<ApplyKind>[][] = [];
  for (const head of heads) {
    const slice = slices.at(-1);
    if (slice && slice[0]?.kind === head.kind && slice.length < SLICE) slice.push(head);
    else slices.push([head]);
  }
  return slices;
}

/** What no kind is known of is refused before it would be applied. */
function begin(
  slice: readonly DocumentHead<ApplyKind>[],
  context: ApplyContext,
): Promise<ApplyOne> | ApplyOne {
  const kind = slice[0]?.kind;
  const values = slice.map(({ value }) => value).filter((value) => !unstorable(value));
  return kind ? kind.execute(context, values) : () => Promise.reject(new Error('no kind'));
}

async function attempt(
  apply: ApplyOne,
  { kind, value, faults }: DocumentHead<ApplyKind>,
  examined: Examined,
): Promise<Attempt> {
  const lost = unstorable(value);
  if (!kind || lost) return { outcome: 'refused', errors: lost ? [lost] : faults };
  const others = examined.get(value)?.errors ?? [];
  try {
    const applied = await apply(value);
    return others.length > 0 ? { outcome: 'refused', errors: others } : applied;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const own = faultsOf(error);
    const told = new Set(own.map(({ path }) => path));
    return {
      outcome: 'refused',
      errors: [...own, ...others.filter(({ path }) => !told.has(path))],
    };
  }
}

function faultsOf({ code, message, fields }: DomainError): readonly FieldError[] {
  if (fields.length === 0) return [{ path: '', code, message }];
  return fields;
}
