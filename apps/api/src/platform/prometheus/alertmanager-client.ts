import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { MonitoringServer } from './monitoring-server.js';

const TIMEOUT_MS = 1000;

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

  async onApplicationShutdown(): Promise<void> {
    await this.server?.close();
  }
}
