import { describe, expect, it } from '@jest/globals';
import { Timers } from '../../platform/kernel/timers.js';
import { IntakeGate, type Sender } from './intake-gate.js';

/** Timers that all end at once, when they are told to. */
class MovedTimers extends Timers {
  readonly patience = new Set<number>();
  private readonly calls = new Set<() => void>();

  override after(ms: number, then: () => void): () => void {
    this.patience.add(ms);
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
  running: string[] = [];
  private readonly ends: (() => void)[] = [];

  send(
    from: string,
    { size = 'large', isGone = () => false }: Partial<Omit<Sender, 'from'>> = {},
  ): Promise<string> {
    const work = async () => {
      this.running.push(from);
      await new Promise<void>((resolve) => this.ends.push(resolve));
      this.running.splice(this.running.indexOf(from), 1);
    };
    return this.gate.pass({ from, size, isGone }, work).then(
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
  it('lets three of a source in at once, and the next when one leaves', async () => {
    const deliveries = new Deliveries();
    const all = Array.from({ length: 5 }, () => deliveries.send('a'));
    await settled();
    expect(deliveries.running).toHaveLength(3);
    await deliveries.end();
    expect(deliveries.running).toHaveLength(3);
    await deliveries.end(9);
    await deliveries.end(9);
    expect(await Promise.all(all)).toEqual(all.map(() => 'taken'));
    expect(deliveries.running).toEqual([]);
  });

  it('lets five of all in at once: people need connections to the database, too', async () => {
    const deliveries = new Deliveries();
    for (const source of ['a', 'a', 'a', 'a', 'b', 'c', 'd', 'e']) void deliveries.send(source);
    await settled();
    expect(deliveries.running).toHaveLength(5);
    await deliveries.end(1);
    expect(deliveries.running).toHaveLength(5);
  });

  it('lets a source in before those of which more are inside, however many wait', async () => {
    const deliveries = new Deliveries();
    for (const source of ['a', 'a', 'a', 'b', 'b', 'a', 'b', 'a', 'b'])
      void deliveries.send(source);
    const calm = deliveries.send('c');
    await settled();
    expect(deliveries.running).toEqual(['a', 'a', 'a', 'b', 'b']);
    await deliveries.end();
    expect(deliveries.running).toEqual(['a', 'a', 'b', 'b', 'c']);
    await deliveries.end(5);
    expect(await calm).toBe('taken');
  });

  it('tells a source at once to come again when too many of it wait', async () => {
    const deliveries = new Deliveries();
    for (let n = 0; n < 103; n += 1) void deliveries.send('a');
    expect(await deliveries.send('a')).toBe('dependency-unavailable');
    const other = deliveries.send('b');
    await settled();
    expect(deliveries.running).toEqual(['a', 'a', 'a', 'b']);
    await deliveries.end(9);
    expect(await other).toBe('taken');
  });

  it('tells everybody to come again when too many senders wait, whatever they call themselves', async () => {
    const deliveries = new Deliveries();
    for (let n = 0; n < 305; n += 1) void deliveries.send(`guess ${n}`);
    expect(await deliveries.send('another')).toBe('dependency-unavailable');
  });

  it('lets many small ones of a source in, as long as no large ones are inside', async () => {
    const deliveries = new Deliveries();
    const small = { size: 'small' } as const;
    for (let n = 0; n < 50; n += 1) void deliveries.send('a', small);
    await settled();
    expect(deliveries.running).toHaveLength(48);
    for (let n = 0; n < 2; n += 1) void deliveries.send('b');
    void deliveries.send('c', small);
    await settled();
    expect(deliveries.running.filter((from) => from !== 'a')).toEqual(['b', 'b']);
  });

  it('lets no small one in before a large one of the same source that waits', async () => {
    const deliveries = new Deliveries();
    const small = { size: 'small' } as const;
    for (let n = 0; n < 33; n += 1) void deliveries.send('a', small);
    void deliveries.send('a');
    void deliveries.send('a', small);
    await settled();
    expect(deliveries.running).toHaveLength(33);
    await deliveries.end();
    expect(deliveries.running).toHaveLength(33); // one left, the large one came: no place is left
    await deliveries.end();
    expect(deliveries.running).toHaveLength(33);
  });

  it('lets nobody wait so long that its sender, who has ten seconds, gives up meanwhile', async () => {
    const deliveries = new Deliveries();
    for (let n = 0; n < 3; n += 1) void deliveries.send('a');
    const waits = deliveries.send('a');
    deliveries.timers.end();
    expect(await waits).toBe('dependency-unavailable');
    expect([...deliveries.timers.patience]).toEqual([4000]);
  });

  it('does nothing for who left while waiting, and lets the next in', async () => {
    const deliveries = new Deliveries();
    for (let n = 0; n < 3; n += 1) void deliveries.send('a');
    const gone = deliveries.send('a', { isGone: () => true });
    const patient = deliveries.send('a');
    await deliveries.end();
    expect(await gone).toBe('dependency-unavailable');
    expect(deliveries.running).toHaveLength(3);
    await deliveries.end(9);
    expect(await patient).toBe('taken');
  });

  it('lets the next in after one that failed', async () => {
    const { gate } = new Deliveries();
    const sender = { from: 'a', size: 'large', isGone: () => false } as const;
    for (let n = 0; n < 9; n += 1)
      await expect(gate.pass(sender, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });
});
