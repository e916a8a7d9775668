import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/tx.js';
import { PoliciesRepository } from '../db/policies.repository.js';
import { PolicyReferencesRepository } from '../db/references.repository.js';
import { administratorsPolicy } from '../domain/administrators-policy.js';
import { choosePolicy, type Chosen, type Served } from '../domain/choose-policy.js';
import type { EscalationPolicy } from '../domain/escalation-policy.js';

/** Finds the policy for an incident; about this instance itself, its administrators are one. */
@Injectable()
export class ChooseFor {
  constructor(
    private readonly policies: PoliciesRepository,
    private readonly references: PolicyReferencesRepository,
  ) {}

  /** @returns null when nobody is to be paged */
  async execute(tx: Tx, incident: Served): Promise<Chosen<EscalationPolicy> | null> {
    const { territory } = incident;
    const chosen = choosePolicy(await this.policies.ofTerritory(tx, territory), incident);
    if (chosen) return chosen;
    return administratorsPolicy(incident, await this.references.administrators(tx, territory));
  }
}
