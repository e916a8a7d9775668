import { Injectable } from '@nestjs/common';
import type { RunReason } from '#contract';
import type { Write } from '../../audit/use-cases/unit-of-work.js';
import { AppendTimeline } from '../../incidents/use-cases/append-timeline.js';
import type { PagedIncident } from '../../incidents/use-cases/read-paging.js';
import { newId } from '../../platform/kernel/ids.js';
import { RunsRepository } from '../db/runs.repository.js';
import { begunRun } from '../domain/escalation-run.js';
import { AdvanceRun } from './advance-run.js';
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

/** Begins an escalation, and pages its first step in the same write. Where no policy serves the incident, its timeline says that nobody is paged. */
@Injectable()
export class StartRun {
  constructor(
    private readonly runs: RunsRepository,
    private readonly choice: ChooseFor,
    private readonly timeline: AppendTimeline,
    private readonly advance: AdvanceRun,
  ) {}

  async within(write: Write, beginning: Beginning, now: Date): Promise<void> {
    const { incident, ...begin } = beginning;
    const { id: incidentId, territory } = incident;
    const chosen = await this.choice.execute(write.tx, incident);
    const run = begunRun({ ...begin, id: newId(), incidentId, territory }, chosen, now);
    await this.runs.insert(write.tx, run);
    const { number, because } = run;
    const policy = run.policy && { slug: run.policy.slug, because: run.chosenBy };
    await this.timeline.within(write, [
      {
        incidentId,
        kind: chosen ? 'escalation.started' : 'escalation.unserved',
        actor: write.scope.actor,
        data: { run: number, because, policy },
      },
    ]);
    if (chosen) await this.advance.within(write, incident, run, now);
  }
}
