import { Injectable, type OnModuleInit } from '@nestjs/common';
import { SignsOfLife } from './signs-of-life.js';
import { StatusBoard, type Seen } from './status-board.js';

/** Three beats. */
const LATE_SECONDS = 10;

/** Whether a worker still says that it lives, the last heard of several; compared on the database's clock. */
@Injectable()
export class WorkerProbe implements OnModuleInit {
  constructor(
    private readonly board: StatusBoard,
    private readonly signs: SignsOfLife,
  ) {}

  onModuleInit(): void {
    this.board.register('worker', () => this.look(), 'postgres');
  }

  private async look(): Promise<Seen> {
    const age = await this.signs.age('worker');
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
}
