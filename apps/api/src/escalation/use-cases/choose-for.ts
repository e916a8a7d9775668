import { Injectable } from '@nestjs/common';
import { OWN_SUBJECT } from '../../incidents/domain/placement.js';
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

  /** @returns for each, in their order; null where nobody is to be paged */
  async execute(
    tx: Tx,
    incidents: readonly Served[],
  ): Promise<(Chosen<EscalationPolicy> | null)[]> {
    if (incidents.length === 0) return [];
    const policies = await this.policies.serving(tx, incidents);
    const chosen: (Chosen<EscalationPolicy> | null)[] = [];
    for (const incident of incidents)
      chosen.push(choosePolicy(policies, incident) ?? (await this.administrators(tx, incident)));
    return chosen;
  }

  private async administrators(tx: Tx, incident: Served): Promise<Chosen<EscalationPolicy> | null> {
    if (incident.subject !== OWN_SUBJECT) return null;
    return administratorsPolicy(
      incident,
      await this.references.administrators(tx, incident.territory),
    );
  }
}
