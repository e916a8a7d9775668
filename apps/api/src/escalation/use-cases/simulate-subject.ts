import { Injectable } from '@nestjs/common';
import type { Choice, IncidentSeverity } from '#contract';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { PolicyReferencesRepository } from '../db/references.repository.js';
import { ChooseFor } from './choose-for.js';
import { SimulatePolicy, type Simulation } from './simulate-policy.js';

/** What would be done about an incident that is about a subject. */
export interface SubjectSimulation extends Simulation {
  /** null = no policy serves it: nobody is paged */
  readonly policy: {
    readonly slug: string;
    readonly name: string;
    readonly because: Choice;
  } | null;
}

/** Who would be paged, when and by what, if an incident about a subject began at an instant and nobody acknowledged it. Nobody is. */
@Injectable()
export class SimulateSubject {
  constructor(
    private readonly database: DatabaseReader,
    private readonly references: PolicyReferencesRepository,
    private readonly choose: ChooseFor,
    private readonly simulate: SimulatePolicy,
  ) {}

  /** @throws DomainError `not-found` */
  execute(
    scope: Scope,
    subject: string,
    at: Date,
    severity: IncidentSeverity,
  ): Promise<SubjectSimulation> {
    return this.database.read(scope, async (tx) => {
      const served = await this.references.served(tx, subject);
      if (!served) throw notFound('subject', subject);
      const [chosen] = await this.choose.execute(tx, [served]);
      const simulation = await this.simulate.within(tx, chosen?.policy ?? null, at, severity);
      const { because, policy } = chosen ?? {};
      return {
        ...simulation,
        policy: policy && because ? { slug: policy.slug, name: policy.name, because } : null,
      };
    });
  }
}
