import { describe, expect, it } from '@jest/globals';
import type { PinoLogger } from 'nestjs-pino';
import type { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { Timers } from '../../platform/kernel/timers.js';
import type { Channels } from '../channels/channels.js';
import type { NotificationsRepository, Settled } from '../db/notifications.repository.js';
import type { ClaimedNotification } from '../domain/claimed.js';
import type { AttemptResult, NextStep } from '../domain/notification.js';
import type { ComposeMessage } from './compose-message.js';
import { DeliverNotification } from './deliver-notification.js';
import type { LoseMethod } from './lose-method.js';

/** Time goes on when the test says so. */
class MovedTimers extends Timers {
  private now = 0;
  private readonly waiting = new Set<{ at: number; call: () => void }>();

  after(ms: number, call: () => void): () => void {
    const one = { at: this.now + ms, call };
    this.waiting.add(one);
    return () => void this.waiting.delete(one);
  }

  async advance(seconds: number): Promise<void> {
    for (const end = this.now + seconds * 1000; this.now < end;) {
      this.now += 1000;
      for (const one of this.waiting)
        if (one.at <= this.now && this.waiting.delete(one)) one.call();
      await new Promise(setImmediate);
    }
  }

  get pending(): number {
    return this.waiting.size;
  }
}

const claimed: ClaimedNotification = {
  id: 'n-1',
  topicId: 't-1',
  territory: 'DE',
  kind: 'page',
  runId: null,
  dueAt: new Date(0),
  attempt: 1,
  mayRepeat: false,
  userId: 'u-1',
  methodId: 'm-1',
  by: 'mail',
  recipient: { to: 'ada@example.org', locale: 'en', timeZone: null },
};

function delivery(asked: Partial<ClaimedNotification> = {}) {
  const timers = new MovedTimers();
  const answer = Promise.withResolvers<AttemptResult>();
  const channel = { patience: 60_000, server: 'the mail server', send: () => answer.promise };
  const lost: string[] = [];
  const renewals: string[] = [];
  const ends: NextStep[] = [];
  const write = { tx: null, unrecorded: () => undefined, emit: () => undefined };
  const deliver = new DeliverNotification(
    { execute: () => Promise.resolve({ subject: 's', text: 't' }) } as unknown as ComposeMessage,
    { of: () => channel } as unknown as Channels,
    {
      run: (_scope: unknown, work: (one: unknown) => unknown) => Promise.resolve(work(write)),
    } as unknown as UnitOfWork,
    {
      renew: (_tx: unknown, { id }: ClaimedNotification) => renewals.push(id),
      settle: (_tx: unknown, settled: readonly Settled[]) =>
        ends.push(...settled.map(({ next }) => next)),
    } as unknown as NotificationsRepository,
    {
      within: (_write: unknown, { methodId }: ClaimedNotification) => lost.push(methodId),
    } as unknown as LoseMethod,
    timers,
    { error: () => undefined } as unknown as PinoLogger,
  );
  const delivered = deliver.execute({ ...claimed, ...asked });
  return { timers, answer, renewals, ends, lost, delivered };
}

describe('while a mail server takes its time', () => {
  it('the lease is renewed every three seconds, and no more once it has answered', async () => {
    const { timers, answer, renewals, ends, delivered } = delivery();
    await timers.advance(30);
    expect([renewals.length, ends]).toEqual([10, []]);
    answer.resolve({ result: 'accepted' });
    expect(await delivered).toBe('accepted');
    await timers.advance(10);
    expect([renewals.length, ends, timers.pending]).toEqual([10, [{ state: 'accepted' }], 0]);
  });

  it('it is not waited for longer than a minute, and may have the mail', async () => {
    const { timers, renewals, ends, delivered } = delivery();
    await timers.advance(61);
    expect(await delivered).toBe('lost');
    expect(ends).toEqual([{ state: 'retry_wait', wait: 600_000 }]);
    expect([renewals.length, timers.pending]).toEqual([20, 0]);
  });
});

describe('a way', () => {
  it('that is said to lead nowhere has to be proven anew; one that refuses a message does not', async () => {
    for (const [gone, lost] of [
      [{ gone: true }, ['m-1']],
      [{}, []],
    ] as const) {
      const one = delivery();
      one.answer.resolve({ result: 'refused', error: 'no', ...gone });
      expect(await one.delivered).toBe('refused');
      expect([one.lost, one.ends]).toEqual([lost, [{ state: 'failed' }]]);
    }
  });

  it('whose address cannot be opened leads nowhere, and nothing is sent', async () => {
    const one = delivery({ by: 'ntfy', recipient: { ...claimed.recipient, to: undefined } });
    expect([await one.delivered, one.lost]).toEqual(['refused', ['m-1']]);
  });

  it('whose channel throws is tried again', async () => {
    const one = delivery();
    one.answer.reject(new Error('a fault of the program'));
    expect([await one.delivered, one.ends]).toEqual([
      'failed',
      [{ state: 'retry_wait', wait: 5000 }],
    ]);
  });
});
