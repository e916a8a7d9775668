import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { z } from 'zod';
import { Settings } from '../config/settings.js';
import { DomainError } from '../kernel/domain-error.js';
import { MonitoringServer } from './monitoring-server.js';

const TIMEOUT_MS = 1000;

const knownAlerts = z.array(
  z.object({
    fingerprint: z.string(),
    labels: z.record(z.string(), z.string()),
    receivers: z.array(z.object({ name: z.string() })),
    status: z.object({
      state: z.string(),
      silencedBy: z.array(z.string()).default([]),
      inhibitedBy: z.array(z.string()).default([]),
    }),
  }),
);
/** One alert; `silencedBy`: ids of silences, `inhibitedBy`: fingerprints of alerts. */
export type KnownAlert = z.infer<typeof knownAlerts>[number];

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The Alertmanager HTTP API, as far as we ask it. */
@Injectable()
export class AlertmanagerClient implements OnApplicationShutdown {
  private readonly server: MonitoringServer | null;

  constructor(settings: Settings) {
    this.server =
      settings.get('ALERTMANAGER_URL') === undefined
        ? null
        : new MonitoringServer('Alertmanager', 'ALERTMANAGER', settings);
  }

  /** Whether there is one to ask. */
  get isSet(): boolean {
    return this.server !== null;
  }

  /**
   * The status with which it says whether it is ready: 200 when it is. Its API is asked, too: what stands before a server often lets
   * `/-/ready` through.
   * @throws AccessRefused @throws DomainError `dependency-unavailable`
   */
  async readiness(timeoutMs = TIMEOUT_MS): Promise<number> {
    if (!this.server) return 200;
    const ask = (path: string) => this.server?.ask({ path, timeoutMs });
    const [ready, api] = await Promise.all([ask('/-/ready'), ask('/api/v2/status')]);
    return [ready, api].find((answer) => answer && answer.status !== 200)?.status ?? 200;
  }

  /**
   * The alerts that it knows and that are not over.
   * @param timeoutMs for the whole answer
   * @throws AccessRefused @throws DomainError `dependency-unavailable`
   */
  async alerts(timeoutMs = TIMEOUT_MS): Promise<KnownAlert[]> {
    const answer = await this.server?.ask({ path: '/api/v2/alerts', timeoutMs });
    const read = knownAlerts.safeParse(parsed(answer?.body ?? '[]'));
    if (answer?.status === 200 && read.success) return read.data;
    throw new DomainError('dependency-unavailable', `Alertmanager: answer ${answer?.status ?? 0}`);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.server?.close();
  }
}
