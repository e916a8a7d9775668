import { Injectable } from '@nestjs/common';
import { FindPeople } from '../../access/use-cases/find-people.js';
import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import { nextVersion } from '../../catalog/domain/resource.js';
import {
  assertMayWrite,
  nameTaken,
  rethrowReference,
  type Edit,
} from '../../catalog/domain/write-rules.js';
import {
  saveVersioned,
  type LockedRows,
  type Saved,
} from '../../catalog/use-cases/versioned-write.js';
import { ReadOnCall } from '../../oncall/use-cases/read-on-call.js';
import type { Tx } from '../../platform/db/tx.js';
import { Clock } from '../../platform/kernel/clock.js';
import { invalid, type FieldError } from '../../platform/kernel/domain-error.js';
import type { Expected } from '../../platform/kernel/expected.js';
import { newId } from '../../platform/kernel/ids.js';
import type { Scope } from '../../platform/kernel/scope.js';
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
import { policyChange } from '../domain/policy-change.js';
import { referenceFaults } from '../domain/policy-references.js';
import { instantsAhead, reachFaults, type Foreseen } from '../domain/reach-faults.js';
import { ReadReached } from './read-reached.js';

/** Creates or changes an escalation policy. Escalations under way go on as they began. */
@Injectable()
export class SavePolicy {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly policies: PoliciesRepository,
    private readonly references: PolicyReferencesRepository,
    private readonly people: FindPeople,
    private readonly onCall: ReadOnCall,
    private readonly reached: ReadReached,
    private readonly clock: Clock,
  ) {}

  /**
   * @param edit makes content whose users are mail addresses
   * @throws DomainError `validation-failed` (fields), `precondition-failed`, `forbidden`, `conflict` (name taken, or something is gone meanwhile)
   */
  execute(
    scope: Scope,
    slug: string,
    edit: Edit<EscalationPolicy, PolicyContent>,
    expected: Expected,
  ): Promise<Saved<EscalationPolicy>> {
    return this.unit
      .run(scope, (write) => this.within(write, slug, edit, expected))
      .catch(rethrowReference);
  }

  /** The same as a part of a larger write. @param locked policies that were locked at once where many are saved */
  within(
    write: Write,
    slug: string,
    edit: Edit<EscalationPolicy, PolicyContent>,
    expected: Expected,
    locked?: LockedRows<EscalationPolicy>,
  ): Promise<Saved<EscalationPolicy>> {
    const { tx, scope } = write;
    const mayWrite = (
      before: EscalationPolicy | null,
      after: EscalationPolicy | PolicyContent | null,
    ) => assertMayWrite(scope, 'policy', before, after);
    return saveVersioned<EscalationPolicy>(write, expected, {
      noun: 'escalation policy',
      slug,
      lock: () => locked?.take(slug) ?? this.policies.lock(tx, slug),
      next: async (before) => {
        const draft = settledPolicy(edit(before));
        // Whom there is in a territory is told only to those who may write there.
        mayWrite(before, draft);
        const now = this.clock.now();
        const { content, faults } = await this.resolved(tx, slug, draft, now);
        const after = nextVersion(before, slug, content, newId(), now);
        if (after === before) return after;
        if (faults.length > 0) throw invalid(faults);
        await this.assertReaches(tx, after, now);
        return after;
      },
      assertMayWrite: mayWrite,
      insert: (after) => this.policies.insert(tx, after),
      update: (_before, after) => this.policies.update(tx, after),
      changeOf: policyChange,
      nameTaken: () => nameTaken('escalation policy', slug),
    });
  }

  /** The content with ids for addresses, and every field that keeps it from being saved. */
  private async resolved(
    tx: Tx,
    slug: string,
    content: PolicyContent,
    now: Date,
  ): Promise<{ content: PolicyContent; faults: FieldError[] }> {
    await this.references.lockServing(tx);
    const { subjects, teams } = content.serves;
    const named = namedBy(content);
    const people = await this.people.execute(tx, { emails: named.users });
    const users = new Map(people.map((user) => [user.email, user]));
    const policies = await this.policies.ofTerritory(tx, content.territory);
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
      foreseen.push({ at, onCall: await this.reached.execute(tx, policy, null, at) });
    const faults = reachFaults(policy, foreseen);
    if (faults.length > 0) throw invalid(faults);
  }
}
