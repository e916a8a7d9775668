import { describe, expect, it } from '@jest/globals';
import { Timers } from '../kernel/timers.js';
import { TaskLoop } from './task-loop.js';

/** Time that stands still until it is moved. */
class MovedTimers extends Timers {
  private now = 0;
  private readonly waiting = new Set<{ at: number; call: () => void }>();

  after(ms: number, call: () => void): () => void {
    const one = { at: this.now + ms, call };
    this.waiting.add(one);
    return () => void this.waiting.delete(one);
  }

  async advance(ms: number): Promise<void> {
    const end = this.now + ms;
    for (;;) {
      const [next] = [...this.waiting]
        .filter(({ at }) => at <= end)
        .toSorted((a, b) => a.at - b.at);
      if (!next) break;
      this.waiting.delete(next);
      this.now = next.at;
      next.call();
      await settled();
    }
    this.now = end;
  }
}

/** Everything that waits for nothing but promises has run. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function started(every: number) {
  const timers = new MovedTimers();
  const runs: (() => void)[] = [];
  const loop = new TaskLoop(every, timers, () => new Promise((end) => runs.push(end)));
  loop.start();
  const end = async () => {
    runs.at(-1)?.();
    await settled();
  };
  return { timers, runs, loop, end };
}

describe('a task', () => {
  it('runs at start, and then at every tick', async () => {
    const { timers, runs, end } = started(1000);
    expect(runs).toHaveLength(1);
    await end();
    await timers.advance(999);
    expect(runs).toHaveLength(1);
    await timers.advance(1);
    expect(runs).toHaveLength(2);
    await end();
    await timers.advance(1000);
    expect(runs).toHaveLength(3);
  });

  it('leaves out the ticks that fall into a run', async () => {
    const { timers, runs, end } = started(1000);
    await timers.advance(3500);
    await end();
    expect(runs).toHaveLength(1);
    await timers.advance(500);
    expect(runs).toHaveLength(2);
  });

  it('runs when woken, without waiting for its tick', async () => {
    const { runs, loop, end } = started(1000);
    await end();
    loop.wake();
    expect(runs).toHaveLength(2);
  });

  it('runs exactly once more when it is woken during a run, however often', async () => {
    const { runs, loop, end } = started(1000);
    loop.wake();
    loop.wake();
    loop.wake();
    expect(runs).toHaveLength(1);
    await end();
    expect(runs).toHaveLength(2);
    await end();
    expect([runs.length, loop.current]).toEqual([2, null]);
  });

  it('loses no wake that comes at the very end of a run', async () => {
    for (let ticks = 0; ticks < 6; ticks += 1) {
      const { runs, loop } = started(1000);
      runs[0]?.();
      for (let i = 0; i < ticks; i += 1) await Promise.resolve();
      loop.wake();
      await settled();
      expect([ticks, runs.length]).toEqual([ticks, 2]);
    }
  });

  it('begins no run once it is stopped, and lets the one under way end', async () => {
    const { timers, runs, loop, end } = started(1000);
    loop.wake();
    loop.stop();
    loop.wake();
    await timers.advance(5000);
    await end();
    expect([runs.length, loop.current]).toEqual([1, null]);
  });
});
