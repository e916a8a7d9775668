import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { assertMayWrite } from '../../catalog/domain/write-rules.js';
import { deleteVersioned } from '../../catalog/use-cases/versioned-write.js';
import type { Expected } from '../../platform/kernel/expected.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { PoliciesRepository } from '../db/policies.repository.js';
import type { EscalationPolicy } from '../domain/escalation-policy.js';
import { policyChange } from '../domain/policy-change.js';
import { assertServesNothing } from '../domain/write-rules.js';

/** Deletes an escalation policy that serves nothing any more. Escalations under way go on as they began. */
@Injectable()
export class DeletePolicy {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly policies: PoliciesRepository,
  ) {}

  /** @throws DomainError `not-found`, `precondition-failed`, `forbidden`, `conflict` naming what it serves */
  execute(scope: Scope, slug: string, expected: Expected): Promise<void> {
    return this.unit.run(scope, (write) =>
      deleteVersioned<EscalationPolicy>(write, expected, {
        noun: 'escalation policy',
        slug,
        lock: () => this.policies.lock(write.tx, slug),
        assertMayWrite: (before, after) => assertMayWrite(scope, 'policy', before, after),
        remove: (policy) => {
          assertServesNothing(policy);
          return this.policies.delete(write.tx, policy);
        },
        changeOf: policyChange,
      }),
    );
  }
}
