import { Injectable } from '@nestjs/common';
import type { RunReason } from '#contract';
import type { Write } from '../../audit/use-cases/unit-of-work.js';
import type { PagedIncident } from '../../incidents/use-cases/read-paging.js';
import { newId } from '../../platform/kernel/ids.js';
import { begunRun } from '../domain/escalation-run.js';
import type { RunChanges } from '../domain/run-changes.js';
import type { OngoingRun } from './advance-run.js';
import { ChooseFor } from './choose-for.js';

/** What a run begins with. */
export interface Beginning {
  /** locked */
  readonly incident: PagedIncident;
  readonly number: number;
  readonly because: RunReason;
  /** who is asked before the policy's steps, if anybody */
  readonly first: string | null;
  /** of the incident's topic */
  readonly epoch: number;
}

/** Begins escalations. Where no policy serves an incident, its timeline says that nobody is paged. */
@Injectable()
export class StartRun {
  constructor(private readonly choice: ChooseFor) {}

  /** @returns those that page somebody, whose first steps are due */
  async within(
    { tx }: Write,
    beginnings: readonly Beginning[],
    changes: RunChanges,
    now: Date,
  ): Promise<OngoingRun[]> {
    const choices = await this.choice.execute(
      tx,
      beginnings.map(({ incident }) => incident),
    );
    return beginnings.flatMap(({ incident, ...begin }, i) => {
      const { id: incidentId, territory } = incident;
      const chosen = choices[i] ?? null;
      const run = begunRun({ ...begin, id: newId(), incidentId, territory }, chosen, now);
      const policy = run.policy && { slug: run.policy.slug, because: run.chosenBy };
      changes.keep(run);
      changes.note(run, chosen ? 'escalation.started' : 'escalation.unserved', {
        because: run.because,
        policy,
      });
      return chosen ? [{ incident, run }] : [];
    });
  }
}
