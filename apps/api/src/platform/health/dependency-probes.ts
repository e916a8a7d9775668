import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../db/database.js';
import { AlertmanagerClient } from '../prometheus/alertmanager-client.js';
import { AccessRefused } from '../prometheus/monitoring-server.js';
import { PrometheusClient } from '../prometheus/prometheus-client.js';
import { JobQueue } from '../queue/job-queue.js';
import { StatusBoard, type Probe, type Seen } from './status-board.js';

const UP = { state: 'up', message: null } as const;

/** Probes for the servers that every process depends on. */
@Injectable()
export class DependencyProbes implements OnModuleInit {
  constructor(
    private readonly board: StatusBoard,
    private readonly database: Database,
    private readonly queue: JobQueue,
    private readonly prometheus: PrometheusClient,
    private readonly alertmanager: AlertmanagerClient,
  ) {}

  onModuleInit(): void {
    this.board.register('postgres', async () =>
      (await this.database.takesWrites()) ? UP : READ_ONLY,
    );
    this.board.register('redis', async () => {
      const refusal = await this.queue.refusal();
      return refusal === null ? UP : refused(refusal);
    });
    this.board.register(
      'prometheus',
      admitted(async () => {
        const [, answer] = await Promise.all([
          this.prometheus.ready(),
          this.prometheus.admission().catch(unlessRefused),
        ]);
        return !answer || answer.isPrometheus ? UP : { ...badAnswer(answer.status), state: 'down' };
      }),
    );
    if (this.alertmanager.isSet)
      this.board.register(
        'alertmanager',
        admitted(async () => {
          const status = await this.alertmanager.readiness();
          return status === 200 ? UP : badAnswer(status);
        }),
      );
  }
}

/** A server that lets us in and is slow or busy has a line of its own. */
function unlessRefused(error: unknown): null {
  if (error instanceof AccessRefused) throw error;
  return null;
}

/** One that is there and does not let us in: who is at fault, and what to do. */
function admitted(probe: Probe): Probe {
  return () =>
    probe().catch((error: unknown) => {
      if (!(error instanceof AccessRefused)) throw error;
      const { trouble, status, settings, message } = error;
      const count = status === null ? {} : { count: status };
      return { state: 'down', message, detail: { code: trouble, ...count, names: settings } };
    });
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

function badAnswer(count: number): Seen {
  return {
    state: 'degraded',
    message: `answers ${count}`,
    detail: { code: 'bad-answer', count },
  };
}
