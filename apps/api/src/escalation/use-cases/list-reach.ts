import { Injectable } from '@nestjs/common';
import type { NamedFilter, Page } from '#contract';
import { FindPeople } from '../../access/use-cases/find-people.js';
import { peopleOf, type People } from '../../oncall/domain/responders.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { Clock } from '../../platform/kernel/clock.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { PoliciesRepository } from '../db/policies.repository.js';
import type { EscalationPolicy } from '../domain/escalation-policy.js';
import { firstPage, type FirstPage } from '../domain/first-page.js';
import { ReadReached, type Reached } from './read-reached.js';

/** Whom one policy would page first. */
export interface ReachView {
  readonly policy: EscalationPolicy;
  readonly page: FirstPage;
  readonly people: People;
  /** by user */
  readonly ways: Reached['ways'];
}

/** Whom each policy would page first about an incident that begins at an instant. Nobody is. */
@Injectable()
export class ListReach {
  constructor(
    private readonly database: DatabaseReader,
    private readonly policies: PoliciesRepository,
    private readonly reached: ReadReached,
    private readonly people: FindPeople,
    private readonly clock: Clock,
  ) {}

  /**
   * @param asked an instant; null = now
   * @returns one page, by slug, and the instant it is about
   */
  execute(
    scope: Scope,
    filter: NamedFilter,
    asked: Date | null,
  ): Promise<Page<ReachView> & { readonly at: Date }> {
    const at = asked ?? this.clock.now();
    return this.database.read(scope, async (tx) => {
      const { items, nextCursor } = await this.policies.page(tx, filter);
      const onCall = await this.reached.execute(tx, items, [], at);
      const pages = items.map((policy) => firstPage(policy, at, onCall));
      const named = pages.flatMap(({ users, unreached }) => [
        ...users,
        ...unreached.flatMap(({ means }) => means),
      ]);
      const people = peopleOf(await this.people.execute(tx, { ids: [...new Set(named)] }));
      const views = items.map((policy, i) => ({
        policy,
        page: pages[i] as FirstPage,
        people,
        ways: onCall.ways,
      }));
      return { at, items: views, nextCursor };
    });
  }
}
