import { describe, expect, it } from '@jest/globals';
import { Clock } from '../kernel/clock.js';
import { Readiness } from './readiness.js';
import { StatusBoard, type Seen } from './status-board.js';

class MovedClock extends Clock {
  constructor(public at: Date) {
    super();
  }
  now(): Date {
    return this.at;
  }
}

async function boardWith(state: () => Seen['state'], clock = new MovedClock(new Date(0))) {
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
    expect(board.all()).toEqual([
      {
        name: 'postgres',
        state: 'down',
        since: new Date(0),
        message: 'connection refused',
        detail: null,
      },
    ]);
  });

  it('keeps "since" while a state lasts, moves it when it changes, and tells listeners only then', async () => {
    let state: Seen['state'] = 'up';
    let heard = 0;
    const clock = new MovedClock(new Date(0));
    const board = await boardWith(() => state, clock);
    board.onChange(() => (heard += 1));
    const lookAgain = async (at: number) => {
      clock.at = new Date(at);
      await board.onApplicationBootstrap();
      board.onApplicationShutdown();
    };
    await lookAgain(1000);
    expect([board.all()[0]?.since.getTime(), heard]).toEqual([0, 0]);
    state = 'down';
    await lookAgain(2000);
    expect([board.all()[0]?.since.getTime(), heard]).toEqual([2000, 1]);
  });
});

describe('a look while this process itself stands still', () => {
  const standStill = (ms: number) => {
    const end = performance.now() + ms;
    while (performance.now() < end);
  };
  /** A server that answers at once, and is heard late: what keeps this process busy comes in between. */
  const heardLate = (busyTimes: number, answer: () => Promise<Seen>) => {
    let asked = 0;
    return async () => {
      asked += 1;
      if (asked > busyTimes) return answer();
      await new Promise((resolve) => setImmediate(resolve));
      standStill(2300);
      await new Promise((resolve) => setTimeout(resolve, 100));
      return answer();
    };
  };
  const lookAt = async (probe: () => Promise<Seen>) => {
    const board = new StatusBoard(new MovedClock(new Date(0)));
    board.register('redis', probe);
    await board.onApplicationBootstrap().finally(() => board.onApplicationShutdown());
    return board.all()[0];
  };
  const up = () => Promise.resolve({ state: 'up' as const, message: null });

  it('blames nobody: what could not be heard is not known, and how long it was busy is told', async () => {
    expect(await lookAt(heardLate(2, up))).toMatchObject({
      state: 'unknown',
      detail: { code: 'busy-itself', seconds: 3 },
    });
  });

  it('asks once more a server whose own client gave up meanwhile', async () => {
    let asked = 0;
    const givesUp = async (): Promise<Seen> => {
      asked += 1;
      if (asked > 1) return up();
      await new Promise((resolve) => setImmediate(resolve));
      standStill(1000);
      throw new Error('Command timed out');
    };
    expect(await lookAt(givesUp)).toMatchObject({ state: 'up' });
  });

  it('still finds what is down, when it is asked again', async () => {
    const gone = async (): Promise<Seen> => {
      await new Promise((resolve) => setImmediate(resolve));
      if (asked++ === 0) standStill(1000);
      throw new Error('connection refused');
    };
    let asked = 0;
    expect(await lookAt(gone)).toMatchObject({ state: 'down', message: 'connection refused' });
  });
});

describe('a component seen through another', () => {
  it('is unknown while that one is down, whatever it was before, and is not asked then', async () => {
    const board = new StatusBoard(new MovedClock(new Date(5000)));
    let asked = 0;
    let databaseIsUp = true;
    board.register('postgres', () =>
      databaseIsUp
        ? Promise.resolve({ state: 'up', message: null })
        : Promise.reject(new Error('gone')),
    );
    board.register(
      'worker',
      () => Promise.resolve({ state: 'up' as const, message: null }).finally(() => (asked += 1)),
      'postgres',
    );
    const look = () => board.onApplicationBootstrap().then(() => board.onApplicationShutdown());
    await look();
    expect(board.all().map(({ state }) => state)).toEqual(['up', 'up']);
    databaseIsUp = false;
    await look();
    expect(board.all()[1]).toEqual({
      name: 'worker',
      state: 'unknown',
      since: new Date(5000),
      message: 'not known while postgres is unavailable',
      detail: { code: 'hidden', names: ['postgres'] },
    });
    databaseIsUp = true;
    await look();
    expect([board.all()[1]?.state, asked]).toEqual(['up', 2]);
  });

  it('is unknown, too, while that one answers and takes no writes: nothing that shows itself by writing is to blame', async () => {
    const board = new StatusBoard(new MovedClock(new Date(0)));
    let seen: Seen = { state: 'degraded', message: 'takes reads only', hides: true };
    board.register('postgres', () => Promise.resolve(seen));
    board.register('worker', () => Promise.reject(new Error('silent')), 'postgres');
    const look = () => board.onApplicationBootstrap().then(() => board.onApplicationShutdown());
    await look();
    expect(board.all().map(({ state }) => state)).toEqual(['degraded', 'unknown']);
    seen = { state: 'degraded', message: 'slow' };
    await look();
    expect(board.all().map(({ state }) => state)).toEqual(['degraded', 'down']);
  });

  it('is not asked again while it still thinks', async () => {
    const board = new StatusBoard(new MovedClock(new Date(0)));
    let asked = 0;
    let answer: (seen: Seen) => void = () => undefined;
    board.register('redis', () => new Promise((resolve) => [(answer = resolve), (asked += 1)]));
    for (let n = 0; n < 2; n += 1)
      await board.onApplicationBootstrap().then(() => board.onApplicationShutdown());
    expect([asked, board.all()[0]?.state]).toEqual([1, 'down']);
    answer({ state: 'up', message: null });
  });
});

describe('readiness', () => {
  it('fails without the database, unless it is excluded', async () => {
    const readiness = new Readiness(await boardWith(() => 'down'));
    expect(readiness.check()).toEqual({
      ready: false,
      lines: ['[-]postgres down: connection refused', 'readyz check failed'],
    });
    expect(readiness.check(['postgres']).ready).toBe(true);
  });

  it('turns false as soon as the process drains', async () => {
    const readiness = new Readiness(await boardWith(() => 'up'));
    expect(readiness.check().ready).toBe(true);
    readiness.drain();
    expect(readiness.check()).toMatchObject({ ready: false });
  });
});
