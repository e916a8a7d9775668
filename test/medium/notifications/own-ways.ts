import { Test, type TestingModule } from '@nestjs/testing';
import { AuditModule } from '../../../apps/api/src/audit/audit.module.js';
import { NotificationMetrics } from '../../../apps/api/src/notifications/jobs/notification-metrics.js';
import { NotificationsWorkerModule } from '../../../apps/api/src/notifications/notifications.module.js';
import { SendDueNotifications } from '../../../apps/api/src/notifications/use-cases/send-due-notifications.js';
import { PlatformModule } from '../../../apps/api/src/platform/platform.module.js';
import { sessionOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';

/** A way as its owner is told of it. */
export interface OwnMethod {
  readonly id: string;
  readonly kind: string;
  readonly address: string;
  readonly verifiedAt: string | null;
  readonly lastAttempt: { readonly outcome: string } | null;
}

/** Somebody who sets up ways to be reached, at an API and with a worker that sends. */
export class OwnWays {
  private who: TestActor | null = null;

  private constructor(
    readonly test: TestApp,
    private readonly worker: TestingModule,
  ) {}

  static async begin(settings: Readonly<Record<string, string>>): Promise<OwnWays> {
    const test = await startTestApp(settings);
    const worker = await Test.createTestingModule({
      imports: [PlatformModule, AuditModule, NotificationsWorkerModule],
    })
      .overrideProvider(NotificationMetrics)
      .useValue({})
      .compile();
    await worker.init();
    return new OwnWays(test, worker);
  }

  async close(): Promise<void> {
    await this.worker.close();
    await this.test.close();
  }

  /** Who has no way yet but the address of their account. */
  async newcomer(name = 'Ada'): Promise<TestActor> {
    return (this.who = await sessionOf(this.test, [{ role: 'viewer', territories: ['DE'] }], name));
  }

  /** Calls the API as the newest newcomer, or as somebody else. @param path below /api/v1 */
  call(method: 'GET' | 'POST' | 'DELETE', path: string, payload?: object, who = this.who) {
    if (!who) throw new Error('nobody is there yet');
    return this.test.app.inject({
      method,
      url: `/api/v1${path}`,
      headers: who.headers,
      ...(payload ? { payload } : {}),
    });
  }

  /** Sends what is due. */
  async send(): Promise<void> {
    const stopped = new AbortController().signal;
    await this.worker.get(SendDueNotifications, { strict: false }).execute(stopped, {
      delivered: () => undefined,
      claimed: () => undefined,
    });
  }

  async list(): Promise<OwnMethod[]> {
    return (await this.call('GET', '/me/methods')).json<{ items: OwnMethod[] }>().items;
  }

  async one(id: string): Promise<OwnMethod | undefined> {
    return (await this.list()).find((method) => method.id === id);
  }
}
