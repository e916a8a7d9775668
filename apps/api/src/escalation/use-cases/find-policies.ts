import { Injectable } from '@nestjs/common';
import type { Page } from '#contract';
import type { ListFilter } from '../../catalog/domain/list-filter.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { PoliciesRepository } from '../db/policies.repository.js';
import type { EscalationPolicy } from '../domain/escalation-policy.js';
import { NameUsers } from './name-users.js';

/** Reads escalation policies that the actor may see; their users are named by their mail addresses. */
@Injectable()
export class FindPolicies {
  constructor(
    private readonly database: DatabaseReader,
    private readonly policies: PoliciesRepository,
    private readonly names: NameUsers,
  ) {}

  /** @returns one page, by name in paths */
  execute(scope: Scope, filter: ListFilter, limit: number): Promise<Page<EscalationPolicy>> {
    return this.database.read(scope, async (tx) => {
      const { items, nextCursor } = await this.policies.page(tx, filter, limit);
      return { items: await this.names.execute(tx, items), nextCursor };
    });
  }

  /** @throws DomainError `not-found` */
  one(scope: Scope, slug: string): Promise<EscalationPolicy> {
    return this.database.read(scope, async (tx) => {
      const found = await this.policies.find(tx, slug);
      const [named] = found ? await this.names.execute(tx, [found]) : [];
      if (!named) throw notFound('escalation policy', slug);
      return named;
    });
  }
}
