import { describe, expect, it } from '@jest/globals';
import { Timers } from '../../platform/kernel/timers.js';
import { IntakeGate } from './intake-gate.js';

/** Timers that all end at once, when they are told to. */
class MovedTimers extends Timers {
  private readonly calls = new Set<() => void>();

  override after(_ms: number, then: () => void): () => void {
    this.calls.add(then);
    return () => void this.calls.delete(then);
  }

  end(): void {
    for (const call of this.calls) call();
  }
}

/** Deliveries that end when they are told to. */
class Deliveries {
  readonly timers = new MovedTimers();
  readonly gate = new IntakeGate(this.timers);
  running = 0;
  private readonly ends: (() => void)[] = [];

  send(source: string): Promise<string> {
    return this.gate
      .pass(source, async () => {
        this.running += 1;
        await new Promise<void>((resolve) => this.ends.push(resolve));
        this.running -= 1;
      })
      .then(
        () => 'taken',
        (error: { code: string }) => error.code,
      );
  }

  async end(count = 1): Promise<void> {
    for (let n = 0; n < count; n += 1) this.ends.shift()?.();
    await settled();
  }
}

const settled = async () => {
  for (let n = 0; n < 10; n += 1) await Promise.resolve();
};

describe('the gate before the intake', () => {
  it('lets four of a source in at once, and the next when one leaves', async () => {
    const deliveries = new Deliveries();
    const all = Array.from({ length: 6 }, () => deliveries.send('a'));
    await settled();
    expect(deliveries.running).toBe(4);
    await deliveries.end();
    expect(deliveries.running).toBe(4);
    await deliveries.end(9);
    await deliveries.end(9);
    expect(await Promise.all(all)).toEqual(all.map(() => 'taken'));
    expect(deliveries.running).toBe(0);
  });

  it('lets eight of all in at once, so that no source keeps the others out', async () => {
    const deliveries = new Deliveries();
    for (const source of ['a', 'a', 'a', 'a', 'a', 'b', 'c', 'd', 'e', 'f'])
      void deliveries.send(source);
    await settled();
    expect(deliveries.running).toBe(8);
    await deliveries.end(1);
    expect(deliveries.running).toBe(8);
  });

  it('lets one of another source in when one leaves: whose place it was does not matter', async () => {
    const deliveries = new Deliveries();
    for (const source of ['a', 'a', 'a', 'a', 'b', 'b', 'b', 'b']) void deliveries.send(source);
    const waits = deliveries.send('c');
    await settled();
    expect(deliveries.running).toBe(8);
    await deliveries.end();
    expect(deliveries.running).toBe(8);
    await deliveries.end(8);
    expect(await waits).toBe('taken');
  });

  it('tells a source to come again when too many of it wait, or one for too long', async () => {
    const deliveries = new Deliveries();
    for (let n = 0; n < 4; n += 1) void deliveries.send('a');
    const patient = Array.from({ length: 100 }, () => deliveries.send('a'));
    expect(await deliveries.send('a')).toBe('dependency-unavailable');
    const other = deliveries.send('b');
    await settled();
    expect(deliveries.running).toBe(5);
    deliveries.timers.end();
    expect(new Set(await Promise.all(patient))).toEqual(new Set(['dependency-unavailable']));
    await deliveries.end(9);
    expect(await other).toBe('taken');
  });

  it('lets the next in after one that failed', async () => {
    const { gate } = new Deliveries();
    for (let n = 0; n < 9; n += 1)
      await expect(gate.pass('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });
});
