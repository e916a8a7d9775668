import { Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { Clock } from '../../platform/kernel/clock.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { isOutage } from '../../platform/kernel/outage.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { RunsRepository, type DueIncident } from '../db/runs.repository.js';
import type { Act } from '../domain/next-act.js';
import { RunDueStep } from './run-due-step.js';

/** Incidents that are looked up at once, of which one transaction works on so many, and how many transactions there are at the same time. */
const AT_ONCE = 500;
const TOGETHER = 50;
const PARALLEL = 2;
/**
 * What this takes grows with all that is open, so what changed lately is looked at meanwhile; what nobody saw come is found so late. More often
 * than what counts as lately.
 */
const LOOK_AT_ALL_MS = 2000;

/** Told of each incident. */
export interface EscalationWatch {
  /** @param waited for how long it was due, in seconds; null where nobody waited */
  done(act: Act['do'], waited: number | null): void;
  failed(): void;
  /** @param seconds for how long the oldest has been due that was found; 0 when none was */
  oldestDue(seconds: number): void;
}

/** Finds by their state which incidents have something due, and does it, many in a transaction: one that fails stops no other. */
@Injectable()
export class RunEscalations {
  private lookedAtAll: number | null = null;

  constructor(
    private readonly database: DatabaseReader,
    private readonly scopes: SystemScopes,
    private readonly runs: RunsRepository,
    private readonly step: RunDueStep,
    private readonly clock: Clock,
    private readonly log: PinoLogger,
  ) {}

  /** @throws the first failure, once everything else is done */
  async execute(stopping: AbortSignal, watch: EscalationWatch): Promise<void> {
    const scope = await this.scopes.open('escalation');
    const found = await this.find(scope);
    watch.oldestDue(Math.max(0, ...found.map(({ waited }) => waited ?? 0)));
    const due = [...new Map(found.map((one) => [one.id, one])).values()];
    const faults: unknown[] = [];
    const worker = async () => {
      for (let some = due.splice(0, TOGETHER); some.length > 0; some = due.splice(0, TOGETHER)) {
        if (stopping.aborted) return;
        await this.some(scope, some, watch).catch((error: unknown) => faults.push(error));
      }
    };
    await Promise.all(Array.from({ length: PARALLEL }, worker));
    if (faults.length > 0) this.lookedAtAll = null;
    if (faults.length > 0) throw faults[0];
  }

  /** All is looked at again at once while something fails, and where there was more than is looked up. */
  private async find(scope: Scope): Promise<DueIncident[]> {
    const now = this.clock.now().getTime();
    const last = this.lookedAtAll;
    const isTime = last === null || Math.abs(now - last) >= LOOK_AT_ALL_MS;
    const found = await this.database.read(scope, (tx) =>
      this.runs.due(tx, AT_ONCE, isTime ? 'all' : 'lately'),
    );
    if (isTime) this.lookedAtAll = found.length < AT_ONCE ? now : null;
    return found;
  }

  /** Together; what somebody has locked, and what failed together, each by itself. @throws the first failure, once everything else is done */
  private async some(
    scope: Scope,
    some: readonly DueIncident[],
    watch: EscalationWatch,
  ): Promise<void> {
    const ids = some.map(({ id }) => id);
    const acts = await this.step.execute(scope, ids).catch((error: unknown) => {
      const isLast = some.length === 1 || isOutage(error);
      if (isLast) this.complain(error, some, watch);
      if (isLast) throw error;
      return new Map<string, Act['do']>();
    });
    const faults: unknown[] = [];
    for (const one of some) {
      const act = acts.get(one.id);
      if (act !== undefined) watch.done(act, one.waited);
      else await this.some(scope, [one], watch).catch((error: unknown) => faults.push(error));
    }
    if (faults.length > 0) throw faults[0];
  }

  private complain(error: unknown, some: readonly DueIncident[], watch: EscalationWatch): void {
    for (const { id } of some) {
      watch.failed();
      if (!isOutage(error))
        this.log.error({ err: error, incident: id }, 'an escalation could not go on');
    }
  }
}
