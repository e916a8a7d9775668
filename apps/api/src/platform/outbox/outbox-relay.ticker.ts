import {
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { PinoLogger } from 'nestjs-pino';
import { Settings } from '../config/settings.js';
import { Database } from '../db/database.js';
import { isServerUnavailable } from '../kernel/database-errors.js';
import { Listener } from '../db/listener.js';
import { SystemScopes } from '../db/system-scopes.js';
import { JobQueue } from '../queue/job-queue.js';
import { JobRegistry } from '../queue/job-registry.js';
import { QueueMetrics } from '../queue/queue-metrics.js';
import { Outbox, type OutboxRow } from './outbox.js';

const BATCH = 200;
const TICK_MS = 2000;
const PRUNE_MS = 5 * 60 * 1000;

/** Tells the jobs that listen what the outbox holds. A row counts as told only once every bell was rung. */
@Injectable()
export class OutboxRelayTicker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly listener: Listener;
  private running: Promise<void> | null = null;

  constructor(
    settings: Settings,
    private readonly database: Database,
    private readonly scopes: SystemScopes,
    private readonly outbox: Outbox,
    private readonly registry: JobRegistry,
    private readonly queue: JobQueue,
    private readonly metrics: QueueMetrics,
    private readonly log: PinoLogger,
  ) {
    this.listener = new Listener(
      settings.get('DATABASE_URL'),
      'leitstand_outbox',
      () => void this.tick(),
    );
  }

  onApplicationBootstrap(): void {
    void this.listener.start();
  }

  @Interval(TICK_MS)
  tick(): Promise<void> {
    this.running ??= this.relayAll()
      .catch((error: unknown) => {
        if (!isServerUnavailable(error)) this.log.error({ err: error }, 'outbox relay failed');
      })
      .finally(() => {
        this.running = null;
      });
    return this.running;
  }

  private async relayAll(): Promise<void> {
    const scope = await this.scopes.open('outbox');
    for (;;) {
      const told = await this.database.transaction(scope, async (tx) => {
        const rows = await this.outbox.takeUnrelayed(tx, BATCH);
        if (rows.length > 0) {
          await this.tell(rows);
          await this.outbox.markRelayed(
            tx,
            rows.map((row) => row.id),
          );
        }
        return rows.length;
      });
      this.metrics.told(told);
      if (told < BATCH) return;
    }
  }

  private async tell(rows: readonly OutboxRow[]): Promise<void> {
    const bells = new Set(rows.flatMap((row) => this.registry.listeningTo(row.type)));
    try {
      for (const name of bells) await this.queue.wake(name, []);
    } catch (error) {
      if (rows[0]) this.metrics.waiting(rows[0].at);
      throw error;
    }
  }

  @Interval(PRUNE_MS)
  async prune(): Promise<void> {
    const scope = await this.scopes.open('outbox').catch(() => null);
    if (!scope) return;
    await this.database
      .transaction(scope, (tx) => this.outbox.prune(tx))
      .catch((error: unknown) => {
        if (!isServerUnavailable(error))
          this.log.error({ err: error }, 'old outbox rows could not be deleted');
      });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.listener.close();
    await this.running;
  }
}
