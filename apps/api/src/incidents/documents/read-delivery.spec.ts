import { describe, expect, it } from '@jest/globals';
import { oneAtATime, type ReadingTask } from './read-delivery.js';

const task: ReadingTask = ['{"alerts":[]}', new Date(), [], 'alertmanager'];
const read = { ok: false, error: 'read' } as const;
const LIMITS = { patience: 5, longest: 5 };
/** Reads for ever, until it is told to give up. */
const endless = (_task: ReadingTask, signal: AbortSignal) =>
  new Promise<typeof read>((_, reject) => {
    const gaveUp = Object.assign(new Error('The task has been aborted'), { name: 'AbortError' });
    signal.addEventListener('abort', () => reject(gaveUp));
  });

describe('a large delivery', () => {
  it('that nothing stands before is never told of others', async () => {
    const alone = oneAtATime(endless, LIMITS)(task);
    await expect(alone).rejects.toMatchObject({
      code: 'payload-too-large',
      message: expect.stringContaining('set max_alerts'),
    });
  });

  it('that takes more memory than there is for it is too large', async () => {
    const full = Object.assign(new Error('out of memory'), { code: 'ERR_WORKER_OUT_OF_MEMORY' });
    const alone = oneAtATime(() => Promise.reject(full), LIMITS)(task);
    await expect(alone).rejects.toMatchObject({ code: 'payload-too-large' });
  });

  it('comes again when others are read for long before it; it was not begun', async () => {
    const begun: string[] = [];
    let end = () => undefined as void;
    const reading = oneAtATime(
      ([text]) => {
        begun.push(text);
        return new Promise((resolve) => (end = () => resolve(read)));
      },
      { ...LIMITS, longest: 60_000 },
    );
    const first = reading(['first', ...task.slice(1)] as unknown as ReadingTask);
    await expect(reading(task)).rejects.toMatchObject({
      code: 'dependency-unavailable',
      message: expect.stringContaining('Other large deliveries are being read'),
    });
    end();
    expect([await first, begun]).toEqual([read, ['first']]);
    const next = reading(task);
    end();
    expect([await next, begun]).toEqual([read, ['first', task[0]]]);
  });

  it('that waits is read when the one before it is, also when that failed', async () => {
    const outcomes = [() => Promise.reject(new Error('no')), () => Promise.resolve(read)];
    const reading = oneAtATime(
      () => outcomes.shift()?.() ?? endless(task, new AbortController().signal),
      {
        patience: 60_000,
        longest: 60_000,
      },
    );
    const both = await Promise.allSettled([reading(task), reading(task)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  });
});
