import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/tx.js';

/** How often something downstream refers to each resource. Resources without any may be left out of the answer. */
export type CountUses = (tx: Tx, slugs: readonly string[]) => Promise<ReadonlyMap<string, number>>;

/** What others refer to: nouns that rooms downstream of theirs use. */
export type UsedNoun = 'subject' | 'team' | 'schedule';

/**
 * What rooms downstream know of resources: they register on start, so that the catalog, and whose noun it is, need not know them.
 * `slo` is shown beside each subject; every use keeps its resource from being deleted.
 */
@Injectable()
export class ResourceUses {
  private readonly uses: Record<UsedNoun, Map<string, CountUses>> = {
    subject: new Map(),
    team: new Map(),
    schedule: new Map(),
  };

  /** @param by what refers to resources of that noun, in the singular, e.g. `slo` */
  register(used: UsedNoun, by: string, count: CountUses): void {
    this.uses[used].set(by, count);
  }

  /** Uses of one kind for each of `slugs`; empty when nobody registered that kind. */
  async count(
    tx: Tx,
    used: UsedNoun,
    by: string,
    slugs: readonly string[],
  ): Promise<ReadonlyMap<string, number>> {
    const count = this.uses[used].get(by);
    return count && slugs.length > 0 ? count(tx, slugs) : new Map();
  }

  /** What refers to a resource, in words: `["2 slos"]`. */
  async of(tx: Tx, used: UsedNoun, slug: string): Promise<string[]> {
    const found: string[] = [];
    for (const by of this.uses[used].keys()) {
      const uses = (await this.count(tx, used, by, [slug])).get(slug) ?? 0;
      if (uses > 0) found.push(`${uses} ${by}${uses === 1 ? '' : 's'}`);
    }
    return found;
  }
}
