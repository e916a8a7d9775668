import { Injectable, type OnModuleInit } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../db/database.js';
import { systemScope } from '../kernel/scope.js';
import { StatusBoard, type Seen } from './status-board.js';

/** Three beats. */
const LATE_SECONDS = 10;

/** Whether a worker still says that it lives, the last heard of several; compared on the database's clock. */
@Injectable()
export class WorkerProbe implements OnModuleInit {
  constructor(
    private readonly board: StatusBoard,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    this.board.register('worker', () => this.look(), 'postgres');
  }

  private async look(): Promise<Seen> {
    const age = await this.ageSeconds();
    if (age === null)
      return { state: 'down', message: 'has not started yet', detail: { code: 'not-started' } };
    if (age <= LATE_SECONDS) return { state: 'up', message: null };
    // Beats that PostgreSQL did not take are no silence of the worker's.
    if (this.board.secondsShown('postgres') <= LATE_SECONDS)
      return {
        state: 'unknown',
        message: 'not heard yet since postgres is available again',
        detail: { code: 'hidden', names: ['postgres'] },
      };
    return {
      state: 'down',
      message: `silent for ${Math.round(age)} s`,
      detail: { code: 'silent', seconds: Math.round(age) },
    };
  }

  private async ageSeconds(): Promise<number | null> {
    const row = await this.database.read(systemScope('worker-probe', []), (tx) =>
      tx
        .selectFrom('heartbeats')
        .select(sql<number | null>`extract(epoch from leitstand_now() - max(at))::float8`.as('age'))
        .where((eb) => eb.or([eb('process', '=', 'worker'), eb('process', 'like', 'worker %')]))
        .executeTakeFirst(),
    );
    return row?.age ?? null;
  }
}
