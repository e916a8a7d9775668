import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import { nextVersion } from '../../catalog/domain/resource.js';
import { nameTaken, rethrowReference, type Edit } from '../../catalog/domain/write-rules.js';
import {
  saveVersioned,
  type LockedRows,
  type Saved,
} from '../../catalog/use-cases/versioned-write.js';
import type { Tx } from '../../platform/db/tx.js';
import { Clock } from '../../platform/kernel/clock.js';
import { invalid } from '../../platform/kernel/domain-error.js';
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
import { assertMayWritePolicy } from '../domain/write-rules.js';

/** Creates or changes an escalation policy. Escalations under way go on as they began. */
@Injectable()
export class SavePolicy {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly policies: PoliciesRepository,
    private readonly references: PolicyReferencesRepository,
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
    return saveVersioned<EscalationPolicy>(write, expected, {
      noun: 'escalation policy',
      slug,
      lock: () => locked?.take(slug) ?? this.policies.lock(tx, slug),
      next: async (before) => {
        const content = await this.settled(tx, slug, settledPolicy(edit(before)));
        return nextVersion(before, slug, content, newId(), this.clock.now());
      },
      assertMayWrite: (before, after) => assertMayWritePolicy(scope, before, after),
      insert: (after) => this.policies.insert(tx, after),
      update: (_before, after) => this.policies.update(tx, after),
      changeOf: policyChange,
      nameTaken: () => nameTaken('escalation policy', slug),
    });
  }

  /** The content with ids for its users. @throws DomainError `validation-failed` */
  private async settled(tx: Tx, slug: string, content: PolicyContent): Promise<PolicyContent> {
    await this.references.lockServing(tx);
    const { subjects, teams } = content.serves;
    const users = await this.references.idsOf(tx, namedBy(content).users);
    const policies = await this.policies.ofTerritory(tx, content.territory);
    const faults = [
      ...policyFaults(content),
      ...referenceFaults(content, {
        subjects: await this.references.territoriesOf(tx, subjects),
        teams: await this.references.teams(tx, teams),
        users,
        others: policies.filter((policy) => policy.slug !== slug),
      }),
    ];
    if (faults.length > 0) throw invalid(faults);
    return withUsers(content, (address) => users.get(address) ?? address);
  }
}
