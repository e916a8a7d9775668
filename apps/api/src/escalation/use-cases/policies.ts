import { Injectable } from '@nestjs/common';
import type { NamedFilter, Page } from '#contract';
import { FindPeople } from '../../access/use-cases/find-people.js';
import { contentOf } from '../../catalog/domain/resource.js';
import {
  NounTools,
  VersionedNoun,
  type AskedWrite,
} from '../../catalog/use-cases/versioned-noun.js';
import { peopleOf, type People } from '../../oncall/domain/responders.js';
import { ReadOnCall } from '../../oncall/use-cases/read-on-call.js';
import type { Write } from '../../audit/use-cases/unit-of-work.js';
import type { Tx } from '../../platform/db/tx.js';
import { invalid, type FieldError } from '../../platform/kernel/domain-error.js';
import { PoliciesRepository } from '../db/policies.repository.js';
import { PolicyReferencesRepository } from '../db/references.repository.js';
import {
  namedBy,
  policyFaults,
  settledPolicy,
  withUsers,
  type EscalationPolicy,
  type PolicyContent,
} from '../domain/escalation-policy.js';
import { POLICY_EVENTS } from '../domain/policy-events.js';
import { referenceFaults } from '../domain/policy-references.js';
import { instantsAhead, reachFaults, type Foreseen } from '../domain/reach-faults.js';
import { assertPagesAboutNothing } from '../domain/write-rules.js';
import { ReadReached } from './read-reached.js';

/** A policy with the people whom it names. */
export interface PolicyView {
  readonly policy: EscalationPolicy;
  readonly people: People;
}

/** Escalation policies: whom to page, and when. Writers name users by mail address. Escalations under way go on as they began. */
@Injectable()
export class Policies extends VersionedNoun<
  EscalationPolicy,
  PolicyContent,
  PolicyView,
  NamedFilter
> {
  readonly noun = 'escalation policy';
  readonly kind = 'policy';
  readonly events = POLICY_EVENTS;

  constructor(
    tools: NounTools,
    readonly rows: PoliciesRepository,
    private readonly references: PolicyReferencesRepository,
    private readonly people: FindPeople,
    private readonly onCall: ReadOnCall,
    private readonly reached: ReadReached,
  ) {
    super(tools);
  }

  protected async page(tx: Tx, filter: NamedFilter): Promise<Page<PolicyView>> {
    const { items, nextCursor } = await this.rows.page(tx, filter);
    return { items: await this.views(tx, items), nextCursor };
  }

  protected async find(tx: Tx, slug: string): Promise<PolicyView | null> {
    const found = await this.rows.find(tx, slug);
    return found ? ((await this.views(tx, [found]))[0] ?? null) : null;
  }

  protected async next(
    asked: AskedWrite<EscalationPolicy, PolicyContent>,
  ): Promise<EscalationPolicy> {
    const { write, slug, before, now } = asked;
    const draft = settledPolicy(asked.draft);
    // Whom there is in a territory is told only to those who may write there.
    this.assertMayWrite(write.scope, before, draft);
    const { content, faults } = await this.resolved(write.tx, slug, draft, now);
    const after = asked.version(content);
    if (after === before) return after;
    if (faults.length > 0) throw invalid(faults);
    await this.assertReaches(write.tx, after, now);
    return after;
  }

  /** What it served is served by its team's policy or its territory's default from now on, or by none; escalations are not torn off. */
  protected override async assertUnused(tx: Tx, { slug }: EscalationPolicy): Promise<void> {
    assertPagesAboutNothing(slug, await this.references.pagedAbout(tx, slug));
  }

  /** Takes a subject or a team that is being deleted out of the policies that serve it. */
  async letGoOf(write: Write, served: 'subjects' | 'teams', name: string): Promise<void> {
    for (const slug of await this.references.serving(write.tx, served, name))
      await this.follow(write, slug, (before) => {
        const { serves, ...rest } = contentOf(before);
        const left = serves[served].filter((one) => one !== name);
        return { ...rest, serves: { ...serves, [served]: left } };
      });
  }

  private async views(tx: Tx, policies: readonly EscalationPolicy[]): Promise<PolicyView[]> {
    const ids = [...new Set(policies.flatMap((policy) => namedBy(policy).users))];
    const people = peopleOf(await this.people.execute(tx, { ids }));
    return policies.map((policy) => ({ policy, people }));
  }

  /** The content with ids for addresses, and every field that keeps it from being saved. */
  private async resolved(
    tx: Tx,
    slug: string,
    content: PolicyContent,
    now: Date,
  ): Promise<{ content: PolicyContent; faults: FieldError[] }> {
    const { subjects, teams } = content.serves;
    const named = namedBy(content);
    const people = await this.people.execute(tx, { emails: named.users });
    const users = new Map(people.map((user) => [user.email, user]));
    const policies = await this.rows.ofTerritory(tx, content.territory);
    const faults = [
      ...policyFaults(content),
      ...referenceFaults(content, {
        subjects: await this.references.territoriesOf(tx, subjects),
        teams: await this.references.teams(tx, teams),
        schedules: await this.onCall.execute(tx, named.schedules, now),
        users,
        others: policies.filter((policy) => policy.slug !== slug),
      }),
    ];
    return { content: withUsers(content, (email) => users.get(email)?.id ?? email), faults };
  }

  /** @throws DomainError `validation-failed` when nobody would be reached, unless a waiver says that this is meant */
  private async assertReaches(tx: Tx, policy: EscalationPolicy, now: Date): Promise<void> {
    if (policy.waiver !== null) return;
    const foreseen: Foreseen[] = [];
    for (const at of instantsAhead(now))
      foreseen.push({ at, onCall: await this.reached.execute(tx, [policy], [], at) });
    const faults = reachFaults(policy, foreseen);
    if (faults.length > 0) throw invalid(faults);
  }
}
