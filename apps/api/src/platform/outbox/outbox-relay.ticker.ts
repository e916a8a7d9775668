import { Injectable } from '@nestjs/common';
import { BackgroundTask, type Task } from '../background/background-task.js';
import { TaskRegistry } from '../background/task-registry.js';
import { Database } from '../db/database.js';
import { SystemScopes } from '../db/system-scopes.js';
import { JobQueue } from '../queue/job-queue.js';
import { Outbox, type OutboxRow } from './outbox.js';
import { OutboxMetrics } from './outbox-metrics.js';

const BATCH = 200;

/** Wakes the tasks that wait for what the outbox holds. A row counts as relayed only once all of them were woken. */
@Injectable()
@BackgroundTask({ name: 'outbox.relay', every: 2000, channel: 'leitstand_outbox' })
export class OutboxRelayTicker implements Task {
  constructor(
    private readonly database: Database,
    private readonly scopes: SystemScopes,
    private readonly outbox: Outbox,
    private readonly registry: TaskRegistry,
    private readonly queue: JobQueue,
    private readonly metrics: OutboxMetrics,
  ) {}

  /** Two relays at once wake twice, which harms nobody. */
  async run(): Promise<void> {
    const scope = await this.scopes.open('outbox');
    for (;;) {
      const rows = await this.database.read(scope, (tx) => this.outbox.unrelayed(tx, BATCH));
      await this.wake(rows);
      const ids = rows.map(({ id }) => id);
      if (rows.length > 0)
        await this.database.transaction(scope, (tx) => this.outbox.markRelayed(tx, ids));
      this.metrics.relayed(rows.length);
      if (rows.length < BATCH) return;
    }
  }

  private async wake(rows: readonly OutboxRow[]): Promise<void> {
    const tasks = new Set(rows.flatMap((row) => this.registry.tasksWokenBy(row.type)));
    try {
      for (const task of tasks) await this.queue.wake(task);
    } catch (error) {
      if (rows[0]) this.metrics.waiting(rows[0].at);
      throw error;
    }
  }
}

/** Deletes what was relayed long ago. */
@Injectable()
@BackgroundTask({ name: 'outbox.prune', every: 5 * 60_000 })
export class OutboxPruneTicker implements Task {
  constructor(
    private readonly database: Database,
    private readonly scopes: SystemScopes,
    private readonly outbox: Outbox,
  ) {}

  async run(): Promise<void> {
    const scope = await this.scopes.open('outbox');
    await this.database.transaction(scope, (tx) => this.outbox.prune(tx));
  }
}
