import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/tx.js';
import { PolicyReferencesRepository } from '../db/references.repository.js';
import { namedBy, withUsers, type PolicySteps } from '../domain/escalation-policy.js';

/** Lets policies name their users by mail addresses, as answers and documents do. */
@Injectable()
export class NameUsers {
  constructor(private readonly references: PolicyReferencesRepository) {}

  /** @returns the policies, in their order; whoever is gone keeps their id */
  async execute<P extends PolicySteps>(tx: Tx, policies: readonly P[]): Promise<P[]> {
    const ids = new Set(policies.flatMap((policy) => namedBy(policy).users));
    const addresses = await this.references.addressesOf(tx, [...ids]);
    return policies.map((policy) => withUsers(policy, (id) => addresses.get(id) ?? id));
  }
}
