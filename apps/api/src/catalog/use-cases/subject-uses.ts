import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/tx.js';

/** How often something downstream refers to each subject. Subjects without any may be left out of the answer. */
export type CountUses = (tx: Tx, slugs: readonly string[]) => Promise<ReadonlyMap<string, number>>;

/**
 * What rooms downstream of the catalog know of subjects: they register on start, so that the catalog need not know them.
 * `slo` is shown beside each subject; every use keeps its subject from being deleted.
 */
@Injectable()
export class SubjectUses {
  private readonly uses = new Map<string, CountUses>();

  /** @param noun what refers to subjects, in the singular, e.g. `slo` */
  register(noun: string, count: CountUses): void {
    this.uses.set(noun, count);
  }

  /** Uses of one kind for each of `slugs`; empty when nobody registered that kind. */
  async count(tx: Tx, noun: string, slugs: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const count = this.uses.get(noun);
    return count && slugs.length > 0 ? count(tx, slugs) : new Map();
  }

  /** What refers to a subject, in words: `["2 slos"]`. */
  async of(tx: Tx, slug: string): Promise<string[]> {
    const found: string[] = [];
    for (const noun of this.uses.keys()) {
      const uses = (await this.count(tx, noun, [slug])).get(slug) ?? 0;
      if (uses > 0) found.push(`${uses} ${noun}${uses === 1 ? '' : 's'}`);
    }
    return found;
  }
}
