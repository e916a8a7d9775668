import { Injectable } from '@nestjs/common';
import { BackgroundTask, type Task } from '../../platform/background/background-task.js';
import { Clock } from '../../platform/kernel/clock.js';
import { incidentChanged } from '../domain/incident-events.js';
import { ReconcileSources } from '../use-cases/reconcile-sources.js';

const ALL_MS = 30_000;

/**
 * Holds every source against its Prometheus at the start and each half minute; one that calls something over promptly, and every five
 * seconds as long as nothing bears it out.
 */
@Injectable()
@BackgroundTask({ name: 'incidents.reconcile', every: 5000, wokenBy: [incidentChanged] })
export class ReconcileSourcesTicker implements Task {
  private allAt = -Infinity;

  constructor(
    private readonly sources: ReconcileSources,
    private readonly clock: Clock,
  ) {}

  async run(stopping: AbortSignal): Promise<void> {
    const now = this.clock.now().getTime();
    const all = Math.abs(now - this.allAt) >= ALL_MS;
    await this.sources.execute(all, stopping);
    if (all) this.allAt = now;
  }
}
