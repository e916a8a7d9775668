import { Injectable, type OnModuleInit } from '@nestjs/common';
import { TaskMarks } from '../background/task-marks.js';
import { Database } from '../db/database.js';
import { SystemScopes } from '../db/system-scopes.js';
import { SubscriptionCursors } from '../outbox/subscription-cursors.js';
import { StatusBoard, type Seen } from './status-board.js';

const LATE_SECONDS = 30;

/** Whether background tasks end well, and whether events reach their subscriptions. */
@Injectable()
export class QueueProbe implements OnModuleInit {
  constructor(
    private readonly board: StatusBoard,
    private readonly database: Database,
    private readonly scopes: SystemScopes,
    private readonly cursors: SubscriptionCursors,
    private readonly marks: TaskMarks,
  ) {}

  onModuleInit(): void {
    this.board.register('queue', () => this.look(), 'postgres');
  }

  private async look(): Promise<Seen> {
    const scope = await this.scopes.open('status');
    const { failing, stalled } = await this.database.read(scope, async (tx) => ({
      failing: await this.marks.failing(tx),
      stalled: await this.cursors.stalled(tx, LATE_SECONDS),
    }));
    if (failing.length > 0)
      return {
        state: 'degraded',
        message: `the last run of ${failing.join(', ')} failed`,
        detail: { code: 'tasks-failed', names: failing },
      };
    const [first] = stalled;
    if (first) {
      const seconds = Math.round(first.seconds);
      const names = stalled.map(({ name }) => name);
      return {
        state: 'degraded',
        message: `events have waited for ${seconds} s for ${names.join(', ')}`,
        detail: { code: 'events-waiting', seconds, names },
      };
    }
    return { state: 'up', message: null };
  }
}
