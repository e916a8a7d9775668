import { Injectable, type OnModuleInit } from '@nestjs/common';
import { request } from 'undici';
import { Settings } from '../config/settings.js';
import { Database } from '../db/database.js';
import { assertOutsideTransaction } from '../kernel/transaction-guard.js';
import { PrometheusClient } from '../prometheus/prometheus-client.js';
import { JobQueue } from '../queue/job-queue.js';
import { StatusBoard, type Probe } from './status-board.js';

const UP = { state: 'up', message: null } as const;

/** Probes for the servers that every process depends on. */
@Injectable()
export class DependencyProbes implements OnModuleInit {
  constructor(
    private readonly board: StatusBoard,
    private readonly settings: Settings,
    private readonly database: Database,
    private readonly queue: JobQueue,
    private readonly prometheus: PrometheusClient,
  ) {}

  onModuleInit(): void {
    this.board.register('postgres', async () => {
      await this.database.ping();
      return UP;
    });
    this.board.register('redis', async () => {
      await this.queue.ping();
      return UP;
    });
    this.board.register('prometheus', async () => {
      await this.prometheus.ready();
      return UP;
    });
    const alertmanager = this.settings.get('ALERTMANAGER_URL');
    if (alertmanager)
      this.board.register('alertmanager', httpProbe(`${alertmanager.replace(/\/$/, '')}/-/ready`));
  }
}

function httpProbe(url: string): Probe {
  return async () => {
    assertOutsideTransaction(url);
    const response = await request(url, { signal: AbortSignal.timeout(1000) });
    await response.body.dump();
    return response.statusCode === 200
      ? UP
      : {
          state: 'degraded',
          message: `answers ${response.statusCode}`,
          detail: { code: 'bad-answer', count: response.statusCode },
        };
  };
}
