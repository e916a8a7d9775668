import { Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { isOutage } from '../../platform/kernel/outage.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { RunsRepository, type DueIncident } from '../db/runs.repository.js';
import type { Act } from '../domain/next-act.js';
import { RunDueStep } from './run-due-step.js';

/** Incidents that are looked up at once, and how many of them are worked on at the same time. */
const AT_ONCE = 500;
const PARALLEL = 4;

/** Told of each incident. */
export interface EscalationWatch {
  /** @param waited for how long it was due, in seconds; null where nobody waited */
  done(act: Act['do'], waited: number | null): void;
  failed(): void;
  /** @param seconds for how long the oldest has been due that was found; 0 when none was */
  oldestDue(seconds: number): void;
}

/** Finds by their state which incidents have something due, and does it, each in a transaction of its own: one that fails stops no other. */
@Injectable()
export class RunEscalations {
  constructor(
    private readonly database: DatabaseReader,
    private readonly scopes: SystemScopes,
    private readonly runs: RunsRepository,
    private readonly step: RunDueStep,
    private readonly log: PinoLogger,
  ) {}

  /** @throws the first failure, once everything else is done */
  async execute(stopping: AbortSignal, watch: EscalationWatch): Promise<void> {
    const scope = await this.scopes.open('escalation');
    const found = await this.database.read(scope, (tx) => this.runs.due(tx, AT_ONCE));
    watch.oldestDue(Math.max(0, ...found.map(({ waited }) => waited ?? 0)));
    const due = [...new Map(found.map((one) => [one.id, one])).values()];
    const faults: unknown[] = [];
    const worker = async () => {
      for (let one = due.shift(); one && !stopping.aborted; one = due.shift())
        await this.one(scope, one, watch).catch((error: unknown) => faults.push(error));
    };
    await Promise.all(Array.from({ length: PARALLEL }, worker));
    if (faults.length > 0) throw faults[0];
  }

  private async one(
    scope: Scope,
    { id, waited }: DueIncident,
    watch: EscalationWatch,
  ): Promise<void> {
    try {
      watch.done(await this.step.execute(scope, id), waited);
    } catch (error) {
      watch.failed();
      if (!isOutage(error))
        this.log.error({ err: error, incident: id }, 'an escalation could not go on');
      throw error;
    }
  }
}
