import { Injectable, type OnModuleInit } from '@nestjs/common';
import { TaskMarks } from '../background/task-marks.js';
import { Database } from '../db/database.js';
import { SystemScopes } from '../db/system-scopes.js';
import { Outbox } from '../outbox/outbox.js';
import { StatusBoard, type Seen } from './status-board.js';

const LATE_SECONDS = 30;

/** Whether events wake the tasks that wait for them, and whether those tasks end well. */
@Injectable()
export class QueueProbe implements OnModuleInit {
  constructor(
    private readonly board: StatusBoard,
    private readonly database: Database,
    private readonly scopes: SystemScopes,
    private readonly outbox: Outbox,
    private readonly marks: TaskMarks,
  ) {}

  onModuleInit(): void {
    this.board.register('queue', () => this.look(), 'postgres');
  }

  private async look(): Promise<Seen> {
    const scope = await this.scopes.open('status');
    const { failing, waiting } = await this.database.read(scope, async (tx) => ({
      failing: await this.marks.failing(tx),
      waiting: await this.outbox.waitingSeconds(tx),
    }));
    if (failing.length > 0)
      return { state: 'degraded', message: `the last run of ${failing.join(', ')} failed` };
    if (waiting > LATE_SECONDS)
      return { state: 'degraded', message: `events have waited for ${Math.round(waiting)} s` };
    return { state: 'up', message: null };
  }
}
