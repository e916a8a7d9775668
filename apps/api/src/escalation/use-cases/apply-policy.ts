import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FindPeople } from '../../access/use-cases/find-people.js';
import {
  ApplyKinds,
  type ApplyContext,
  type ApplyKind,
  type ApplyOne,
} from '../../catalog/use-cases/apply-kinds.js';
import { ResourceUses } from '../../catalog/use-cases/resource-uses.js';
import { peopleOf, personIn } from '../../oncall/domain/responders.js';
import type { Tx } from '../../platform/db/tx.js';
import { PolicyReferencesRepository } from '../db/references.repository.js';
import { policyDocument, readPolicyDocument } from '../documents/policy-document.js';
import { namedBy, withUsers } from '../domain/escalation-policy.js';
import { Policies } from './policies.js';

/** Documents of kind EscalationPolicy, for the catalog's apply and export; and word of which subjects, teams and schedules are in use. */
@Injectable()
export class ApplyPolicy implements ApplyKind, OnModuleInit {
  readonly kind = 'EscalationPolicy';
  /** after schedules (40) */
  readonly order = 50;

  constructor(
    private readonly policies: Policies,
    private readonly references: PolicyReferencesRepository,
    private readonly people: FindPeople,
    private readonly kinds: ApplyKinds,
    private readonly uses: ResourceUses,
  ) {}

  onModuleInit(): void {
    const { references, policies } = this;
    this.kinds.register(this);
    this.uses.register('subject', 'escalation policy', {
      count: (tx, slugs) => references.countBySubject(tx, slugs),
      names: (tx, subject) => references.serving(tx, 'subjects', subject),
      letGo: (write, subject) => policies.letGoOf(write, 'subjects', subject),
    });
    this.uses.register('team', 'escalation policy', {
      count: (tx, slugs) => references.countByTeam(tx, slugs),
      names: (tx, team) => references.serving(tx, 'teams', team),
      letGo: (write, team) => policies.letGoOf(write, 'teams', team),
    });
    this.uses.register('schedule', 'escalation policy', {
      count: (tx, slugs) => references.countBySchedule(tx, slugs),
      names: (tx, schedule) => references.naming(tx, schedule),
    });
  }

  execute(context: ApplyContext, documents: readonly unknown[]): Promise<ApplyOne> {
    return this.policies.apply(context, documents, (document) => {
      const { slug, content } = readPolicyDocument(document);
      return { slug, edit: () => content };
    });
  }

  async export(tx: Tx): Promise<readonly object[]> {
    const policies = await this.policies.rows.list(tx);
    const ids = [...new Set(policies.flatMap((policy) => namedBy(policy).users))];
    const people = peopleOf(await this.people.execute(tx, { ids }));
    return policies.map((policy) =>
      policyDocument(withUsers(policy, (id) => personIn(people, id).email)),
    );
  }
}
