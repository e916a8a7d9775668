import { describe, expect, it } from '@jest/globals';
import { Clock } from '../kernel/clock.js';
import { Readiness } from './readiness.js';
import { StatusBoard, type ComponentState } from './status-board.js';

class MovedClock extends Clock {
  constructor(public at: Date) {
    super();
  }
  now(): Date {
    return this.at;
  }
}

async function boardWith(state: () => ComponentState, clock = new MovedClock(new Date(0))) {
  const board = new StatusBoard(clock);
  board.register('postgres', async () => {
    if (state() === 'down') throw new Error('connection refused');
    return { state: state(), message: null };
  });
  await board.onApplicationBootstrap();
  board.onApplicationShutdown();
  return board;
}

describe('the status board', () => {
  it('takes a probe that throws as down, with its reason', async () => {
    const board = await boardWith(() => 'down');
    expect(board.all()).toEqual([{ name: 'postgres', state: 'down', since: new Date(0), message: 'connection refused' }]);
  });

  it('keeps "since" while a state lasts, moves it when it changes, and tells listeners only then', async () => {
    let state: ComponentState = 'up';
    let told = 0;
    const clock = new MovedClock(new Date(0));
    const board = await boardWith(() => state, clock);
    board.onChange(() => (told += 1));
    const lookAgain = async (at: number) => {
      clock.at = new Date(at);
      await board.onApplicationBootstrap();
      board.onApplicationShutdown();
    };
    await lookAgain(1000);
    expect([board.all()[0]?.since.getTime(), told]).toEqual([0, 0]);
    state = 'down';
    await lookAgain(2000);
    expect([board.all()[0]?.since.getTime(), told]).toEqual([2000, 1]);
  });
});

describe('readiness', () => {
  it('fails without the database, unless it is excluded', async () => {
    const readiness = new Readiness(await boardWith(() => 'down'));
    expect(readiness.check()).toEqual({ ready: false, lines: ['[-]postgres down: connection refused', 'readyz check failed'] });
    expect(readiness.check(['postgres']).ready).toBe(true);
  });

  it('turns false as soon as the process drains', async () => {
    const readiness = new Readiness(await boardWith(() => 'up'));
    expect(readiness.check().ready).toBe(true);
    readiness.drain();
    expect(readiness.check()).toMatchObject({ ready: false });
  });
});
