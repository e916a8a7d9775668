import type { Write } from '../../audit/use-cases/unit-of-work.js';
import type { Tx } from '../../platform/db/tx.js';
import { notFound, type DomainError } from '../../platform/kernel/domain-error.js';
import { assertExpected, type Expected } from '../../platform/kernel/expected.js';
import { namesOf } from '../documents/document-heads.js';
import type { Change } from '../domain/change.js';
import type { Outcome } from '../domain/resource.js';

/** What writing or deleting one thing that has versions needs to know of it. */
interface VersionedThing<R extends { readonly version: number }> {
  /** the noun in messages, e.g. `SLO` */
  readonly noun: string;
  readonly slug: string;
  /** Reads it and keeps other writers off it until the transaction ends. */
  lock(): Promise<R | null>;
  /** @throws DomainError `forbidden` when the actor may not take it from `before` to `after` (null = nothing) */
  assertMayWrite(before: R | null, after: R | null): void;
  /** What is to be said of the write. */
  changeOf(before: R | null, after: R | null): Change;
}

/** What saving needs to know besides. */
export interface VersionedSave<R extends { readonly version: number }> extends VersionedThing<R> {
  /**
   * What becomes of it; of the same version when nothing changes.
   * @throws DomainError `validation-failed` naming every field at fault
   */
  next(before: R | null): Promise<R>;
  /** @returns false when the name is taken */
  insert(after: R): Promise<boolean>;
  update(before: R, after: R): Promise<void>;
  /** for an insert that hit a name which is taken by something the actor does not see */
  nameTaken(): DomainError;
}

/** What deleting needs to know besides. */
export interface VersionedDelete<R extends { readonly version: number }> extends VersionedThing<R> {
  /** @throws DomainError `conflict` when something still needs it */
  remove(before: R): Promise<void>;
}

/** What a save left behind, and whether that is new. */
export interface Saved<R> {
  readonly outcome: Outcome;
  readonly resource: R;
}

/** Things that were locked at once because many are about to be saved. Each is given once: who asks again finds out for themselves. */
export class LockedRows<R extends { readonly slug: string }> {
  private readonly found: Map<string, R>;
  private readonly left: Set<string>;

  /**
   * @param slugs that were looked for
   * @param found those that were there
   */
  constructor(slugs: readonly string[], found: readonly R[]) {
    this.left = new Set(slugs);
    this.found = new Map(found.map((row) => [row.slug, row]));
  }

  /** @returns what was found, null for nothing; undefined when this name was not looked for, or was given already */
  take(slug: string): Promise<R | null> | undefined {
    return this.left.delete(slug) ? Promise.resolve(this.found.get(slug) ?? null) : undefined;
  }
}

/** Locks at once what documents are about. @param documents parsed, not checked yet */
export async function lockNamed<R extends { readonly slug: string }>(
  tx: Tx,
  rows: { lockAll(tx: Tx, slugs: readonly string[]): Promise<readonly R[]> },
  documents: readonly unknown[],
): Promise<LockedRows<R>> {
  const slugs = namesOf(documents);
  return new LockedRows(slugs, await rows.lockAll(tx, slugs));
}

/**
 * Creates or changes a thing that has versions: lock, expect, decide, save, record.
 * @throws DomainError `precondition-failed`, `forbidden`, `conflict`, and what `save` throws
 */
export async function saveVersioned<R extends { readonly version: number }>(
  write: Write,
  expected: Expected,
  save: VersionedSave<R>,
): Promise<Saved<R>> {
  // A name that was free and is taken now came from somebody writing at the same time: once more, on top of theirs.
  const saved = (await attempt(write, expected, save)) ?? (await attempt(write, expected, save));
  if (!saved) throw save.nameTaken();
  return saved;
}

/** @returns null when somebody made a thing of that name at the same time */
async function attempt<R extends { readonly version: number }>(
  write: Write,
  expected: Expected,
  save: VersionedSave<R>,
): Promise<Saved<R> | null> {
  const before = await save.lock();
  assertExpected(expected, before?.version ?? null, `${save.noun} "${save.slug}"`);
  const after = await save.next(before);
  if (before?.version === after.version) return { outcome: 'unchanged', resource: before };
  save.assertMayWrite(before, after);
  if (before) await save.update(before, after);
  else if (!(await save.insert(after))) return null;
  record(write, save.changeOf(before, after));
  return { outcome: before ? 'changed' : 'created', resource: after };
}

/**
 * Deletes a thing that has versions: lock, expect, remove, record.
 * @throws DomainError `not-found`, `precondition-failed`, `forbidden`, and what `remove` throws
 */
export async function deleteVersioned<R extends { readonly version: number }>(
  write: Write,
  expected: Expected,
  thing: VersionedDelete<R>,
): Promise<void> {
  const { noun, slug } = thing;
  const before = await thing.lock();
  if (!before) throw notFound(noun, slug);
  assertExpected(expected, before.version, `${noun} "${slug}"`);
  thing.assertMayWrite(before, null);
  await thing.remove(before);
  record(write, thing.changeOf(before, null));
}

function record(write: Write, { entries, events }: Change): void {
  write.emit(...events);
  write.record(...entries);
}
