import { Injectable } from '@nestjs/common';
import type { Write } from '../../audit/use-cases/unit-of-work.js';
import { numberIn } from '../../incidents/domain/incident.js';
import { ReadPaging, type PagedIncident } from '../../incidents/use-cases/read-paging.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import { isId } from '../../platform/kernel/ids.js';
import { RunsRepository } from '../db/runs.repository.js';
import type { EscalationRun } from '../domain/escalation-run.js';

/** An incident and how its escalation stands: nobody changes either until the write ends. */
export interface LockedRun {
  readonly incident: PagedIncident;
  /** its run that is not over */
  readonly live: EscalationRun | null;
  /** its newest run */
  readonly last: EscalationRun | null;
}

/** Locks an incident with its runs, in the order in which the engine does. */
@Injectable()
export class LockRun {
  constructor(
    private readonly runs: RunsRepository,
    private readonly paging: ReadPaging,
  ) {}

  /** @param key id or number of the incident; @throws DomainError `not-found` */
  async within({ tx, scope }: Write, key: string): Promise<LockedRun> {
    const wanted = isId(key) ? key : numberIn(key);
    const found = wanted === null ? null : await this.runs.incident(tx, wanted);
    if (!found || (scope.guestOf ?? found.id) !== found.id) throw notFound('incident', key);
    await this.runs.lock(tx, found.id);
    const incident = (await this.paging.execute(tx, [found.id])).get(found.id);
    if (!incident) throw notFound('incident', key);
    const last = (await this.runs.newest(tx, [found.id])).get(found.id) ?? null;
    return { incident, last, live: last && last.state !== 'stopped' ? last : null };
  }
}
