import { Injectable } from '@nestjs/common';
import { FindPeople } from '../../access/use-cases/find-people.js';
import { classOf } from '../../incidents/domain/severity.js';
import { peopleOf, type People } from '../../oncall/domain/responders.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import type { Tx } from '../../platform/db/tx.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import type { IncidentSeverity } from '#contract';
import { PoliciesRepository } from '../db/policies.repository.js';
import type { EscalationPolicy } from '../domain/escalation-policy.js';
import { simulate, type SimulatedPage } from '../domain/simulate.js';
import { ReadReached, type Reached } from './read-reached.js';

type WaysOfOne = Reached['ways'] extends ReadonlyMap<string, infer One> ? One : never;

/** What a policy would do. */
export interface Simulation {
  readonly at: Date;
  readonly severity: IncidentSeverity;
  /** whether anybody is paged about incidents of that severity at all */
  readonly pagesPeople: boolean;
  readonly pages: readonly SimulatedPage[];
  readonly people: People;
  /** by user */
  readonly ways: Reached['ways'];
}

/** Who would be paged, when and by what, if an incident began at an instant and nobody acknowledged it. Nobody is. */
@Injectable()
export class SimulatePolicy {
  constructor(
    private readonly database: DatabaseReader,
    private readonly policies: PoliciesRepository,
    private readonly reached: ReadReached,
    private readonly people: FindPeople,
  ) {}

  /** @throws DomainError `not-found` */
  execute(scope: Scope, slug: string, at: Date, severity: IncidentSeverity): Promise<Simulation> {
    return this.database.read(scope, async (tx) => {
      const policy = await this.policies.find(tx, slug);
      if (!policy) throw notFound('escalation policy', slug);
      return this.within(tx, policy, at, severity);
    });
  }

  /** @param policy null = none serves what the incident would be about: nobody is paged */
  async within(
    tx: Tx,
    policy: EscalationPolicy | null,
    at: Date,
    severity: IncidentSeverity,
  ): Promise<Simulation> {
    const pagesPeople = policy !== null && classOf(severity) === 'page';
    const { pages, ways } = pagesPeople
      ? await this.run(tx, policy, at)
      : { pages: [], ways: new Map<string, WaysOfOne>() };
    const ids = [...new Set(pages.flatMap(({ users }) => users))];
    const people = peopleOf(await this.people.execute(tx, { ids }));
    return { at, severity, pagesPeople, pages, people, ways };
  }

  private async run(tx: Tx, policy: EscalationPolicy, at: Date) {
    const ways = new Map<string, WaysOfOne>();
    const simulation = simulate(policy, at);
    let next = simulation.next();
    while (!next.done) {
      const onCall = await this.reached.execute(tx, [policy], [], next.value);
      for (const [user, methods] of onCall.ways) ways.set(user, methods);
      next = simulation.next(onCall);
    }
    return { pages: next.value, ways };
  }
}
