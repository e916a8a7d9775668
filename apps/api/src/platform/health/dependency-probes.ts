import { Injectable, type OnModuleInit } from '@nestjs/common';
import { request } from 'undici';
import { Settings } from '../config/settings.js';
import { Database } from '../db/database.js';
import { assertOutsideTransaction } from '../kernel/transaction-guard.js';
import { PrometheusClient } from '../prometheus/prometheus-client.js';
import { JobQueue } from '../queue/job-queue.js';
import { StatusBoard, type Probe, type Seen } from './status-board.js';

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
    this.board.register('postgres', async () =>
      (await this.database.takesWrites()) ? UP : READ_ONLY,
    );
    this.board.register('redis', async () => {
      const refusal = await this.queue.refusal();
      return refusal === null ? UP : refused(refusal);
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

/** Whatever shows itself by what it writes cannot be seen then. */
const READ_ONLY: Seen = {
  state: 'degraded',
  message: 'takes reads only',
  detail: { code: 'read-only' },
  hides: true,
};

/** @param refusal the word with which Redis refused to write */
function refused(refusal: string): Seen {
  const state = 'degraded';
  if (refusal === 'OOM')
    return { state, message: 'its memory is used up', detail: { code: 'memory-full' } };
  if (refusal === 'MISCONF')
    return {
      state,
      message: 'cannot save to its disk',
      detail: { code: 'disk-full', names: ['redis'] },
    };
  if (refusal === 'READONLY')
    return { state, message: 'takes reads only', detail: { code: 'read-only' } };
  return { state, message: `refuses to write (${refusal})` };
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
