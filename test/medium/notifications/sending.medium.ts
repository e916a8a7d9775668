import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { register } from 'prom-client';
import { CloseTopic } from '../../../apps/api/src/notifications/use-cases/close-topic.js';
import { RaiseEpoch } from '../../../apps/api/src/notifications/use-cases/raise-epoch.js';
import { ReadLink } from '../../../apps/api/src/notifications/use-cases/read-link.js';
import { ReadReachability } from '../../../apps/api/src/notifications/use-cases/read-reachability.js';
import { Database } from '../../../apps/api/src/platform/db/database.js';
import { newId } from '../../../apps/api/src/platform/kernel/ids.js';
import { systemScope } from '../../../apps/api/src/platform/kernel/scope.js';
import type { WorldWorker } from '../../harness/world.js';
import {
  addPerson,
  beginWorld,
  page,
  read,
  said,
  stateOf,
  topic,
  write,
  type NotificationsWorld,
} from './notifications-context.js';

let test: NotificationsWorld;
let worker: WorldWorker;
const { of: usual } = said;

beforeAll(async () => {
  test = await beginWorld();
  worker = await test.world.worker();
  await test.world.settled();
}, 60_000);
beforeEach(async () => {
  await test.world.owner.query('delete from notification_topics');
  test.mailbox.mails.splice(0);
  test.mailbox.refuses = null;
  test.mailbox.isSilent = false;
  said.of = usual;
});
afterAll(() => test.close());

const queue = async (item: Parameters<typeof page>[4] = {}, person?: { id: string }) => {
  const topicId = await topic(worker);
  const { id } = person ?? (await addPerson(test));
  const [queued] = await page(worker, test.world, topicId, id, item);
  return { topicId, queued };
};

describe('somebody who is to be told', () => {
  it('is told within the second, by a mail that says it comes of a machine', async () => {
    const person = await addPerson(test, { locale: 'de', timeZone: 'Europe/Berlin' });
    const { topicId, queued } = await queue({}, person);
    expect(queued).toEqual({ userId: person.id, methods: 1, further: 0, rings: false });
    await test.world.advance('1s');
    const [mail] = await read(test);
    expect(mail).toMatchObject({
      subject: 'Die Kasse brennt',
      to: [{ address: person.email }],
      references: `<${topicId}@desk.example>`,
    });
    expect(mail?.html).toBeUndefined();
    expect(mail?.text).toMatch(/fällig am 02\.03\.2026, 13:\d\d MEZ \(12:\d\d UTC\)/);
    expect(mail?.headers).toContainEqual(
      expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }),
    );
    const { rows } = await test.world.owner.query<{ id: string }>(
      'select id from notifications where topic_id = $1',
      [topicId],
    );
    expect(mail?.messageId).toBe(`<${rows[0]?.id}@desk.example>`);
    expect(await stateOf(test, topicId)).toEqual([
      { state: 'accepted', reason: null, attempt: 1, tried: ['1 started', '1 accepted'] },
    ]);
  });

  it('reads times in the zone of their choice, else of their browser, else of a schedule, and in UTC last', async () => {
    const zone = async (person: { id: string }) => {
      await queue({}, person);
      await test.world.advance('1s');
      return / due on 02\/03\/2026, \d\d:\d\d ([^ .]+)/.exec(
        (await read(test)).at(-1)?.text ?? '',
      )?.[1];
    };
    const nowhere = await addPerson(test);
    expect(await zone(nowhere)).toBe('UTC');
    await test.world.owner.query(
      `insert into schedules (id, slug, name, territory, time_zone, layers, labels, version, created_at, updated_at)
       values (gen_random_uuid(), 'rota', 'Rota', 'DE', 'Europe/Berlin', '[{}]', '{}', 1, now(), now())`,
    );
    expect(await zone(nowhere)).toBe('CET');
    expect(await zone(await addPerson(test, { seenTimeZone: 'Asia/Tokyo' }))).toBe('GMT+9');
    const chosen = { timeZone: 'Asia/Kolkata', seenTimeZone: 'Asia/Tokyo' };
    expect(await zone(await addPerson(test, chosen))).toBe('GMT+5:30');
    await test.world.owner.query('delete from schedules');
  });

  it('is told when it is due, not before', async () => {
    const { topicId } = await queue({ dueAt: new Date(test.world.now + 60_000) });
    await test.world.advance('59s');
    expect([test.mailbox.mails.length, await stateOf(test, topicId)]).toMatchObject([
      0,
      [{ state: 'pending', attempt: 0 }],
    ]);
    await test.world.advance('1s');
    expect(test.mailbox.mails).toHaveLength(1);
  });

  it('cannot be told when disabled, or without an account that was proven', async () => {
    const [disabled, unproven] = [await addPerson(test), await addPerson(test)];
    await test.world.owner.query('update users set disabled_at = now() where id = $1', [
      disabled.id,
    ]);
    await test.world.owner.query('update users set email_verified = false where id = $1', [
      unproven.id,
    ]);
    for (const person of [disabled, unproven])
      expect((await queue({}, person)).queued).toEqual({
        userId: person.id,
        methods: 0,
        further: 0,
        rings: false,
      });
    const ways = await worker
      .get(Database)
      .read(systemScope('test', []), (tx) =>
        worker.get(ReadReachability).execute(tx, [disabled.id, unproven.id]),
      );
    expect([...ways.values()]).toEqual([[], []]);
  });

  it('is asked for once by one step of a run: a second time is a fault', async () => {
    const run = { id: newId(), loop: 1, step: 2 };
    const person = await addPerson(test);
    const topicId = await topic(worker);
    await page(worker, test.world, topicId, person.id, { run });
    await expect(page(worker, test.world, topicId, person.id, { run })).rejects.toMatchObject({
      code: '23505',
    });
    await page(worker, test.world, topicId, person.id, { run: { ...run, loop: 2 } });
    expect(await stateOf(test, topicId)).toHaveLength(2);
  });
});

describe('a page', () => {
  const waiting = async () => {
    const { topicId } = await queue({ dueAt: new Date(test.world.now + 30_000) });
    return topicId;
  };

  it.each<[string, (topicId: string) => Promise<void>, string]>([
    [
      'was acknowledged',
      (id) => write(worker, (one) => worker.get(RaiseEpoch).within(one, [id])),
      'superseded',
    ],
    ['is over', (id) => write(worker, (one) => worker.get(CloseTopic).within(one, [id])), 'closed'],
    [
      'was over and began anew',
      async (id) => {
        await write(worker, (one) => worker.get(CloseTopic).within(one, [id]));
        await topic(worker, id);
      },
      'superseded',
    ],
    [
      'is for somebody who was disabled since',
      async (id) =>
        void (await test.world.owner.query(
          'update users set disabled_at = now() where id = (select user_id from notifications where topic_id = $1)',
          [id],
        )),
      'gone',
    ],
  ])('starts no attempt once what it is about %s', async (_, happens, reason) => {
    const topicId = await waiting();
    await happens(topicId);
    await test.world.advance('1m');
    expect([test.mailbox.mails.length, await stateOf(test, topicId)]).toEqual([
      0,
      [{ state: 'cancelled', reason, attempt: 0, tried: [] }],
    ]);
  });

  it('is not tried again once it was acknowledged', async () => {
    test.mailbox.refuses = 451;
    const { topicId } = await queue();
    await test.world.advance('1s');
    await write(worker, (one) => worker.get(RaiseEpoch).within(one, [topicId]));
    test.mailbox.refuses = null;
    await test.world.advance('1m');
    expect([test.mailbox.mails.length, await stateOf(test, topicId)]).toMatchObject([
      0,
      [{ state: 'cancelled', reason: 'superseded', tried: ['1 started', '1 failed'] }],
    ]);
  });

  it('waits for an acknowledgement that is being written, and is decided by it', async () => {
    const topicId = await waiting();
    const acknowledging = Promise.withResolvers<void>();
    const raised = Promise.withResolvers<void>();
    const written = write(worker, async (one) => {
      await worker.get(RaiseEpoch).within(one, [topicId]);
      raised.resolve();
      await acknowledging.promise;
    });
    await raised.promise;
    await test.world.advance('31s');
    expect(await stateOf(test, topicId)).toMatchObject([{ state: 'pending', attempt: 0 }]);
    acknowledging.resolve();
    await written;
    await test.world.advance('1s');
    expect([test.mailbox.mails.length, await stateOf(test, topicId)]).toMatchObject([
      0,
      [{ state: 'cancelled', reason: 'superseded' }],
    ]);
  });

  it('of a responder goes out although somebody acknowledged', async () => {
    const { topicId } = await queue({
      kind: 'responder_request',
      dueAt: new Date(test.world.now + 5000),
    });
    await write(worker, (one) => worker.get(RaiseEpoch).within(one, [topicId]));
    await test.world.advance('5s');
    expect(test.mailbox.mails).toHaveLength(1);
  });

  it('goes out without what it is about when the room that knows fails, and not at all when there is nothing to say', async () => {
    said.of = () => Promise.reject(new Error('a fault of that room'));
    await queue();
    await test.world.advance('1s');
    expect(await read(test)).toMatchObject([{ subject: 'You are being paged' }]);
    said.of = () => Promise.resolve(null);
    const { topicId } = await queue();
    await test.world.advance('1s');
    expect([test.mailbox.mails.length, await stateOf(test, topicId)]).toMatchObject([
      1,
      [{ state: 'cancelled', reason: 'nothing-to-say' }],
    ]);
  });
});

describe('a mail server', () => {
  it('that refuses for now is asked again after 5, 15, 45 and 60 seconds, and once it takes the mail it has it once', async () => {
    test.mailbox.refuses = 451;
    const { topicId } = await queue();
    await test.world.advance('100s');
    test.mailbox.refuses = null;
    await test.world.advance('40s');
    expect([test.mailbox.mails.length, await stateOf(test, topicId)]).toMatchObject([
      1,
      [{ state: 'accepted', attempt: 5 }],
    ]);
    const { rows } = await test.world.owner.query<{ wait: number }>(
      `select floor(extract(epoch from at - lag(at) over (order by id)))::int as wait from notification_attempts
        where what = 'started' and notification_id = (select id from notifications where topic_id = $1) offset 1`,
      [topicId],
    );
    const least = [5, 15, 45, 60];
    for (const [at, { wait }] of rows.entries())
      expect([wait - (least[at] ?? 0) <= 1, wait >= (least[at] ?? 0)]).toEqual([true, true]);
    expect(rows).toHaveLength(4);
  }, 60_000);

  it('that refuses for good ends it, and why is on record', async () => {
    test.mailbox.refuses = 550;
    const { topicId } = await queue();
    await test.world.advance('10s');
    expect(await stateOf(test, topicId)).toEqual([
      { state: 'failed', reason: null, attempt: 1, tried: ['1 started', '1 refused'] },
    ]);
    const { rows } = await test.world.owner.query<{ detail: string }>(
      `select detail from notification_attempts where what = 'refused' order by id desc limit 1`,
    );
    expect(rows[0]?.detail).toContain('550');
  });

  it('that had the mail and said nothing is not sent it again for ten minutes', async () => {
    test.mailbox.isSilent = true;
    const { topicId } = await queue();
    await test.world.advance('1s');
    expect(await stateOf(test, topicId)).toMatchObject([{ state: 'retry_wait', attempt: 1 }]);
    const { rows } = await test.world.owner.query(
      'select extract(epoch from next_at - leitstand_now())::int as wait from notifications where topic_id = $1',
      [topicId],
    );
    expect(rows).toEqual([{ wait: 600 }]);
  });

  it('is told by the mail that comes then that it may be the second, which is on record', async () => {
    test.mailbox.isSilent = true;
    const { topicId } = await queue();
    await test.world.advance('1s');
    test.mailbox.isSilent = false;
    await test.world.leap('10m');
    await test.world.advance('2s');
    const tried = ['1 started', '1 lost', '2 started', '2 accepted'];
    expect(await stateOf(test, topicId)).toMatchObject([{ state: 'accepted', tried }]);
    // It may have arrived the first time.
    expect((await read(test)).at(-1)?.text).toContain('a second time');
  });

  it('that is away makes what waits older and older, and the metrics say so', async () => {
    test.mailbox.greets = false;
    await queue();
    await test.world.advance('40s');
    test.mailbox.greets = true;
    const text = await register.getSingleMetricAsString(
      'leitstand_notification_oldest_due_seconds',
    );
    expect(Number(/ (\d+)/.exec(text.split('\n').at(-1) ?? '')?.[1])).toBeGreaterThanOrEqual(39);
    await test.world.advance('1m');
    expect(
      await register.getSingleMetricAsString('leitstand_notification_oldest_due_seconds'),
    ).toMatch(/ 0$/);
  });
});

describe('the link in a page', () => {
  const tokenOf = async () =>
    /https:\/\/desk\.example\/ack\?token=([\w-]+)\n/.exec(
      (await read(test)).at(-1)?.text ?? '',
    )?.[1] ?? '';

  it('names whom it was sent to and what it is about, for a day', async () => {
    const person = await addPerson(test);
    const run = { id: newId(), loop: 1, step: 1 };
    const { topicId } = await queue({ run }, person);
    await test.world.advance('1s');
    const token = await tokenOf();
    expect(await worker.get(ReadLink).execute(token)).toMatchObject({
      topicId,
      userId: person.id,
      runId: run.id,
    });
    await test.world.owner.query(
      "update notifications set due_at = due_at - interval '24 hours' where topic_id = $1",
      [topicId],
    );
    await expect(worker.get(ReadLink).execute(token)).rejects.toMatchObject({ code: 'gone' });
  });

  it('that somebody made up opens nothing', async () => {
    await expect(worker.get(ReadLink).execute('A'.repeat(64))).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('is in pages of a run alone', async () => {
    await queue({ run: null });
    await queue({ kind: 'status' });
    await test.world.advance('1s');
    for (const { text } of await read(test)) expect(text).not.toContain('/ack');
    expect(test.mailbox.mails).toHaveLength(2);
  });
});
