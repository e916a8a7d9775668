import { Injectable } from '@nestjs/common';
import { StatusBoard, type Component, type ComponentName } from './status-board.js';

/** Without these nothing can be served; every other dependency may be unavailable while the rest goes on. */
const NEEDED: readonly ComponentName[] = ['postgres'];

/** Whether this process should get traffic. Turns false first thing on shutdown, so that balancers look elsewhere. */
@Injectable()
export class Readiness {
  private draining = false;

  constructor(private readonly board: StatusBoard) {}

  drain(): void {
    this.draining = true;
  }

  get isDraining(): boolean {
    return this.draining;
  }

  /**
   * @param exclude components not to be counted
   * @returns whether ready, and the `[+]name ok` lines of Kubernetes' verbose form
   */
  check(exclude: readonly string[] = []): { ready: boolean; lines: string[] } {
    const lines = this.board
      .all()
      .filter(({ name }) => !exclude.includes(name))
      .map(line);
    const missing = this.board
      .all()
      .some(
        ({ name, state }) => state === 'down' && NEEDED.includes(name) && !exclude.includes(name),
      );
    const ready = !this.draining && !missing;
    return {
      ready,
      lines: [
        ...lines,
        ...(this.draining ? ['[-]shutdown in progress'] : []),
        `readyz check ${ready ? 'passed' : 'failed'}`,
      ],
    };
  }
}

function line({ name, state, message }: Component): string {
  if (state === 'up') return `[+]${name} ok`;
  return `[${state === 'down' ? '-' : '!'}]${name} ${state}${message ? `: ${message}` : ''}`;
}
