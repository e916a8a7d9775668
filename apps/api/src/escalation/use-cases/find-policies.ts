import { Injectable } from '@nestjs/common';
import type { Page } from '#contract';
import { FindPeople } from '../../access/use-cases/find-people.js';
import type { ListFilter } from '../../catalog/domain/list-filter.js';
import { peopleOf, type People } from '../../oncall/domain/responders.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import type { Tx } from '../../platform/db/tx.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { PoliciesRepository } from '../db/policies.repository.js';
import { namedBy, type EscalationPolicy } from '../domain/escalation-policy.js';

/** A policy with the people whom it names. */
export interface PolicyView {
  readonly policy: EscalationPolicy;
  readonly people: People;
}

/** Reads escalation policies that the actor may see. */
@Injectable()
export class FindPolicies {
  constructor(
    private readonly database: DatabaseReader,
    private readonly policies: PoliciesRepository,
    private readonly people: FindPeople,
  ) {}

  /** @returns one page, by name in paths */
  execute(scope: Scope, filter: ListFilter, limit: number): Promise<Page<PolicyView>> {
    return this.database.read(scope, async (tx) => {
      const { items, nextCursor } = await this.policies.page(tx, filter, limit);
      return { items: await this.views(tx, items), nextCursor };
    });
  }

  /** @throws DomainError `not-found` */
  one(scope: Scope, slug: string): Promise<PolicyView> {
    return this.database.read(scope, async (tx) => {
      const found = await this.policies.find(tx, slug);
      const [view] = found ? await this.views(tx, [found]) : [];
      if (!view) throw notFound('escalation policy', slug);
      return view;
    });
  }

  private async views(tx: Tx, policies: readonly EscalationPolicy[]): Promise<PolicyView[]> {
    const ids = [...new Set(policies.flatMap((policy) => namedBy(policy).users))];
    const people = peopleOf(await this.people.execute(tx, { ids }));
    return policies.map((policy) => ({ policy, people }));
  }
}
