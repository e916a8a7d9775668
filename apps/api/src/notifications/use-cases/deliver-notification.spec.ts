import { describe, expect, it } from '@jest/globals';
import type { PinoLogger } from 'nestjs-pino';
import type { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { Timers } from '../../platform/kernel/timers.js';
import type { MailOutcome, PageMailer } from '../../platform/mail/mailer.js';
import type { NotificationsRepository, Settled } from '../db/notifications.repository.js';
import type { ClaimedNotification } from '../domain/claimed.js';
import type { NextStep } from '../domain/notification.js';
import type { ComposeMessage } from './compose-message.js';
import { DeliverNotification } from './deliver-notification.js';

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
  recipient: { address: 'ada@example.org', locale: 'en', timeZone: null },
};

function delivery() {
  const timers = new MovedTimers();
  const answer = Promise.withResolvers<MailOutcome>();
  const renewals: string[] = [];
  const ends: NextStep[] = [];
  const write = { tx: null, unrecorded: () => undefined, emit: () => undefined };
  const deliver = new DeliverNotification(
    { execute: () => Promise.resolve({ subject: 's', text: 't' }) } as unknown as ComposeMessage,
    { send: () => answer.promise } as unknown as PageMailer,
    {
      run: (_scope: unknown, work: (one: unknown) => unknown) => Promise.resolve(work(write)),
    } as unknown as UnitOfWork,
    {
      renew: (_tx: unknown, { id }: ClaimedNotification) => renewals.push(id),
      settle: (_tx: unknown, settled: readonly Settled[]) =>
        ends.push(...settled.map(({ next }) => next)),
    } as unknown as NotificationsRepository,
    timers,
    {} as PinoLogger,
  );
  return { timers, answer, renewals, ends, delivered: deliver.execute(claimed) };
}

describe('while a mail server takes its time', () => {
  it('the lease is renewed every three seconds, and no more once it has answered', async () => {
    const { timers, answer, renewals, ends, delivered } = delivery();
    await timers.advance(30);
    expect([renewals.length, ends]).toEqual([10, []]);
    answer.resolve({ outcome: 'sent' });
    expect(await delivered).toBe('accepted');
    await timers.advance(10);
    expect([renewals.length, ends, timers.pending]).toEqual([10, [{ state: 'accepted' }], 0]);
  });

  it('it is not waited for longer than a minute, and may have the mail', async () => {
    const { timers, renewals, ends, delivered } = delivery();
    await timers.advance(61);
    expect(await delivered).toBe('failed');
    expect(ends).toEqual([{ state: 'retry_wait', wait: 600_000 }]);
    expect([renewals.length, timers.pending]).toEqual([20, 0]);
  });
});
