import { canonicalJson } from '#contract';
import type { Labels } from './labels.js';

/** What everything with versions has. `slug` is its name for ever; `version` counts its changes, and is its ETag. */
export interface Named {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly territory: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What every thing in the catalog has. */
export interface Resource extends Named {
  readonly labels: Labels;
}

export type Outcome = 'created' | 'changed' | 'unchanged';

/** The part of a thing that its writers decide. */
export type ContentOf<R extends Named> = Omit<
  R,
  'id' | 'slug' | 'version' | 'createdAt' | 'updatedAt'
>;

export function contentOf<R extends Named>(thing: R): ContentOf<R> {
  const {
    id: _id,
    slug: _slug,
    version: _version,
    createdAt: _createdAt,
    updatedAt: _updatedAt,
    ...content
  } = thing;
  return content;
}

/** Whether two contents say the same; the order of fields does not count. */
export function sameContent(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

/**
 * What a thing becomes by a write; itself when it says nothing new.
 * @param before null when there is none yet
 * @param fresh id of a new one
 * @param now time of the write
 */
export function nextVersion<R extends Named>(
  before: R | null,
  slug: string,
  content: ContentOf<R>,
  fresh: string,
  now: Date,
): R {
  if (before && sameContent(contentOf(before), content)) return before;
  const identity = {
    id: before?.id ?? fresh,
    slug,
    version: (before?.version ?? 0) + 1,
    createdAt: before?.createdAt ?? now,
    updatedAt: now,
  };
  return { ...content, ...identity } as R;
}
