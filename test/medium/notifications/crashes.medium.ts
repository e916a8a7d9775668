import { afterEach, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../../../apps/api/src/audit/use-cases/unit-of-work.js';
import { Settings } from '../../../apps/api/src/platform/config/settings.js';
import { EncryptedJson } from '../../../apps/api/src/platform/db/encrypted-json.js';
import type { Tx } from '../../../apps/api/src/platform/db/tx.js';
import type { Mail } from '../../../apps/api/src/platform/kernel/mail.js';
import { PageMailer } from '../../../apps/api/src/platform/mail/mailer.js';
import {
  NotificationsRepository,
  type DueNotification,
  type Settled,
} from '../../../apps/api/src/notifications/db/notifications.repository.js';
import type { ClaimedNotification } from '../../../apps/api/src/notifications/domain/claimed.js';
import { nextStep } from '../../../apps/api/src/notifications/domain/notification.js';
import { sendingScope } from '../../../apps/api/src/notifications/domain/sending-scope.js';
import { RaiseEpoch } from '../../../apps/api/src/notifications/use-cases/raise-epoch.js';
import { until } from '../../harness/until.js';
import type { WorldWorker } from '../../harness/world.js';
import {
  addPerson,
  beginWorld,
  page,
  read,
  stateOf,
  topic,
  write,
  type NotificationsWorld,
} from './notifications-context.js';

/** Every step at which a process that sends may die; those in a transaction take it back, as a connection that breaks does. */
const STEPS = [
  'locking what is due',
  'locked',
  'taken, not committed',
  'claimed, nothing sent',
  'sent, nothing recorded',
  'recording',
  'recorded, not committed',
] as const;
type Step = (typeof STEPS)[number];
const IN_A_TRANSACTION = new Set<Step>([
  'locking what is due',
  'locked',
  'taken, not committed',
  'recording',
  'recorded, not committed',
]);

let test: NotificationsWorld;
let first: WorldWorker | null = null;
/** What the first answer of the mail server waits for. */
let held: Promise<void> | null = null;
/** At which step the first worker dies; null = it lives. */
let deadly: Step | null = null;
let buried = Promise.withResolvers<never>();

afterEach(async () => {
  buried.reject(new Error('the process is gone'));
  buried.promise.catch(() => undefined);
  await test.close();
  buried = Promise.withResolvers<never>();
  first = null;
});

/** Goes no further once the process died here. */
async function at(step: Step): Promise<void> {
  if (step !== deadly) return;
  deadly = null;
  first?.kill();
  if (IN_A_TRANSACTION.has(step)) throw new Error('the connection broke');
  await buried.promise;
}

class MortalMailer extends PageMailer {
  override async send(id: string, mail: Mail) {
    await at('claimed, nothing sent');
    const outcome = await super.send(id, mail);
    await at('sent, nothing recorded');
    const wait = held;
    held = null;
    await wait;
    return outcome;
  }
}

class MortalNotifications extends NotificationsRepository {
  override async lockDue(tx: Tx, limit: number) {
    await at('locking what is due');
    const due = await super.lockDue(tx, limit);
    if (due.length > 0) await at('locked');
    return due;
  }

  override async lease(tx: Tx, due: readonly DueNotification[]) {
    await super.lease(tx, due);
    if (due.length > 0) await at('taken, not committed');
  }

  override async settle(tx: Tx, settled: readonly Settled[]) {
    await at('recording');
    await super.settle(tx, settled);
    await at('recorded, not committed');
  }
}

const begin = async () => {
  test = await beginWorld((worker) =>
    worker
      .overrideProvider(PageMailer)
      .useFactory({
        inject: [Settings],
        factory: (settings: Settings) => new MortalMailer(settings),
      })
      .overrideProvider(NotificationsRepository)
      .useFactory({
        inject: [EncryptedJson],
        factory: (sealer: EncryptedJson) => new MortalNotifications(sealer),
      }),
  );
  first = await test.world.worker();
  await test.world.settled();
  return first;
};

const AGAIN = 'a second time';

describe('a process that dies', () => {
  it.each(STEPS)(
    '%s: nothing is lost, and what comes twice is on record',
    async (step) => {
      const worker = await begin();
      const topicId = await topic(worker);
      const { id } = await addPerson(test);
      deadly = step;
      await page(worker, test.world, topicId, id);
      await test.world.advance('1s');
      expect(deadly).toBeNull();
      await test.world.worker();
      await test.world.advance('12s');
      const [row] = await stateOf(test, topicId);
      expect(row).toMatchObject({ state: 'accepted' });
      const mails = await read(test);
      const lost = row?.tried.filter((tried) => tried.endsWith('lost')).length ?? 0;
      expect([1, 1 + lost]).toContain(mails.length);
      const wasSent = step === 'sent, nothing recorded' || step.startsWith('record');
      expect([lost, mails.length]).toEqual(
        wasSent ? [1, 2] : step === 'claimed, nothing sent' ? [1, 1] : [0, 1],
      );
      expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(1);
      // Whoever reads it can tell that it may be the second one: only where the record says so, too.
      const says = mails.map(({ text }) => text?.includes(AGAIN));
      expect(says).toEqual(mails.map((_, n) => lost > 0 && n === mails.length - 1));
    },
    60_000,
  );

  it('leaves a page that is not sent again once it was acknowledged, and whose fate is on record', async () => {
    const worker = await begin();
    const topicId = await topic(worker);
    const { id } = await addPerson(test);
    deadly = 'claimed, nothing sent';
    await page(worker, test.world, topicId, id);
    await test.world.advance('1s');
    const second = await test.world.worker();
    await write(second, (one) => second.get(RaiseEpoch).within(one, [topicId]));
    await test.world.advance('12s');
    expect([test.mailbox.mails.length, await stateOf(test, topicId)]).toEqual([
      0,
      [{ state: 'cancelled', reason: 'superseded', attempt: 1, tried: ['1 started', '1 lost'] }],
    ]);
  }, 60_000);

  it('and comes back records what it knows, and changes nothing of what others decided since', async () => {
    const worker = await begin();
    const topicId = await topic(worker);
    const { id } = await addPerson(test);
    const answered = Promise.withResolvers<void>();
    held = answered.promise;
    await page(worker, test.world, topicId, id);
    const going = test.world.advance('1s');
    await until('the mail is handed over', () => test.mailbox.mails.length === 1);
    worker.kill();
    await going;
    await test.world.worker();
    await test.world.advance('12s');
    answered.resolve();
    await until('the late one has spoken', async () =>
      (await stateOf(test, topicId))[0]?.tried.includes('1 accepted'),
    );
    expect(await stateOf(test, topicId)).toEqual([
      {
        state: 'accepted',
        reason: null,
        attempt: 2,
        tried: ['1 started', '1 lost', '2 started', '2 accepted', '1 accepted'],
      },
    ]);
  }, 60_000);

  it('and comes back while another one is at it changes nothing of it, whatever it knows', async () => {
    const worker = await begin();
    const topicId = await topic(worker);
    const { id: userId } = await addPerson(test);
    deadly = 'claimed, nothing sent';
    await page(worker, test.world, topicId, userId);
    await test.world.advance('1s');
    const second = await test.world.worker();
    const answered = Promise.withResolvers<void>();
    held = answered.promise;
    const going = test.world.advance('12s');
    await until('the second is at it', () => test.mailbox.mails.length === 1);
    const { rows } = await test.world.owner.query<{ id: string }>(
      'select id from notifications where topic_id = $1',
      [topicId],
    );
    const late = { id: rows[0]?.id ?? '', attempt: 1 } as ClaimedNotification;
    const word = nextStep(1, { result: 'refused', error: 'late' });
    await second.get(UnitOfWork).run(sendingScope(['DE']), (one) => {
      one.unrecorded('a test speaks for a process that was away');
      const said = {
        notification: late,
        next: word,
        what: 'refused',
        detail: 'late',
        isGone: false,
      } as const;
      return second.get(NotificationsRepository).settle(one.tx, [said]);
    });
    expect(await stateOf(test, topicId)).toMatchObject([{ state: 'leased', attempt: 2 }]);
    answered.resolve();
    await going;
    expect(await stateOf(test, topicId)).toMatchObject([{ state: 'accepted', attempt: 2 }]);
  }, 60_000);
});

describe('several processes', () => {
  it('tell everybody once', async () => {
    const worker = await begin();
    await test.world.worker();
    await test.world.worker();
    const topicId = await topic(worker);
    const people = await Promise.all(Array.from({ length: 60 }, () => addPerson(test)));
    await Promise.all(people.map(({ id }) => page(worker, test.world, topicId, id)));
    await test.world.advance('1s');
    const to = (await read(test)).map((mail) => mail.to?.[0]?.address);
    expect(to.toSorted()).toEqual(people.map(({ email }) => email).toSorted());
  }, 60_000);
});
