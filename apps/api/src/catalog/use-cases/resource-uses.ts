import { Injectable } from '@nestjs/common';
import type { Write } from '../../audit/use-cases/unit-of-work.js';
import type { Tx } from '../../platform/db/tx.js';

/** How often something downstream refers to each resource. Resources without any may be left out of the answer. */
export type CountUses = (tx: Tx, slugs: readonly string[]) => Promise<ReadonlyMap<string, number>>;

/** How something downstream uses resources of one noun. */
export interface Use {
  readonly count: CountUses;
  /** What refers to one resource, by name in paths. */
  readonly names: (tx: Tx, slug: string) => Promise<readonly string[]>;
  /** Takes a resource that is being deleted out of whatever refers to it; without this, whatever refers to it keeps it. */
  readonly letGo?: (write: Write, slug: string) => Promise<void>;
}

/** What others refer to: nouns that rooms downstream of theirs use. */
export type UsedNoun = 'subject' | 'team' | 'schedule';

/**
 * What rooms downstream know of resources: they register on start, so that the catalog, and whose noun it is, need not know them.
 * `slo` is shown beside each subject; a use keeps its resource from being deleted, unless it lets go.
 */
@Injectable()
export class ResourceUses {
  private readonly uses: Record<UsedNoun, Map<string, Use>> = {
    subject: new Map(),
    team: new Map(),
    schedule: new Map(),
  };

  /** @param by what refers to resources of that noun, in the singular, e.g. `slo` */
  register(used: UsedNoun, by: string, use: Use): void {
    this.uses[used].set(by, use);
  }

  /** Uses of one kind for each of `slugs`; empty when nobody registered that kind. */
  async count(
    tx: Tx,
    used: UsedNoun,
    by: string,
    slugs: readonly string[],
  ): Promise<ReadonlyMap<string, number>> {
    const use = this.uses[used].get(by);
    return use && slugs.length > 0 ? use.count(tx, slugs) : new Map();
  }

  /** What refers to a resource, in words: `["slo shop-latency", "escalation policy shop"]`. */
  of(tx: Tx, used: UsedNoun, slug: string): Promise<string[]> {
    return this.named(tx, slug, [...this.uses[used]]);
  }

  /** The same of what keeps a resource from being deleted. */
  keeping(tx: Tx, used: UsedNoun, slug: string): Promise<string[]> {
    return this.named(
      tx,
      slug,
      [...this.uses[used]].filter(([, { letGo }]) => !letGo),
    );
  }

  /** Takes a resource out of whatever lets go of it, in the write that deletes it. */
  async letGo(write: Write, used: UsedNoun, slug: string): Promise<void> {
    for (const { letGo } of this.uses[used].values()) await letGo?.(write, slug);
  }

  private async named(
    tx: Tx,
    slug: string,
    uses: readonly (readonly [string, Use])[],
  ): Promise<string[]> {
    const found: string[] = [];
    for (const [by, { names }] of uses)
      for (const name of await names(tx, slug)) found.push(`${by} ${name}`);
    return found;
  }
}
