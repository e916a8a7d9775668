import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Test, type TestingModule } from '@nestjs/testing';
import { AuditModule } from '../../../apps/api/src/audit/audit.module.js';
import { UnitOfWork } from '../../../apps/api/src/audit/use-cases/unit-of-work.js';
import { IncidentsModule } from '../../../apps/api/src/incidents/incidents.module.js';
import { NotificationMetrics } from '../../../apps/api/src/notifications/jobs/notification-metrics.js';
import { NotificationsWorkerModule } from '../../../apps/api/src/notifications/notifications.module.js';
import { QueueNotifications } from '../../../apps/api/src/notifications/use-cases/queue-notifications.js';
import { SendDueNotifications } from '../../../apps/api/src/notifications/use-cases/send-due-notifications.js';
import { databaseNow } from '../../../apps/api/src/platform/db/database-clock.js';
import { systemScope } from '../../../apps/api/src/platform/kernel/scope.js';
import { PlatformModule } from '../../../apps/api/src/platform/platform.module.js';
import { asOwner, sessionOf, tokenOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { TestMailbox } from '../../harness/test-mailbox.js';
import { EventStream, until } from '../platform/event-stream.js';

const mailbox = new TestMailbox();
let test: TestApp;
let worker: TestingModule;
let url: string;
let ada: TestActor;

beforeAll(async () => {
  test = await startTestApp({ LEITSTAND_SMTP_URL: await mailbox.open() });
  await test.app.listen(0, '127.0.0.1');
  url = `${await test.app.getUrl()}/api/v1/events`;
  worker = await Test.createTestingModule({
    imports: [PlatformModule, AuditModule, IncidentsModule, NotificationsWorkerModule],
  })
    .overrideProvider(NotificationMetrics)
    .useValue({})
    .compile();
  await worker.init();
}, 60_000);
beforeEach(async () => {
  await owned('delete from notification_topics');
  mailbox.mails.splice(0);
  ada = await sessionOf(test, [{ role: 'responder', territories: ['DE'] }], 'Ada');
});
afterAll(async () => {
  await worker.close();
  await test.close();
  await mailbox.close();
});

const owned = async <R extends object>(text: string, values: unknown[] = []) =>
  (await asOwner(test, (client) => client.query<R>(text, values))).rows;
const call = (
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  payload?: object,
  who: TestActor = ada,
) =>
  test.app.inject({
    method,
    url: `/api/v1${path}`,
    headers: who.headers,
    ...(payload ? { payload } : {}),
  });
const arm = (tab: string, who = ada) => call('POST', '/me/presence', { tab }, who);
const confirm = (id: string, tab: string, who = ada) =>
  call('POST', `/me/pages/${id}/delivery`, { tab }, who);
/** What the worker does each second. */
const look = () =>
  worker.get(SendDueNotifications, { strict: false }).execute(new AbortController().signal, {
    delivered: () => undefined,
    claimed: () => undefined,
  });
const shift = (interval: string) =>
  owned(
    `insert into clock_shift (shift) values ($1) on conflict (only_row) do update set shift = clock_shift.shift + excluded.shift`,
    [interval],
  );

interface OwnPage {
  readonly id: string;
  readonly reference: string;
  readonly rings: boolean;
}
const pages = async (who = ada) =>
  (await call('GET', '/me/pages', undefined, who)).json<{ items: OwnPage[] }>().items;

/** An incident about which somebody is paged now. */
async function paged(who = ada): Promise<{ name: string; topicId: string }> {
  const declared = await call('POST', '/incidents', {
    title: 'Nobody can pay',
    severity: 'page',
    territory: 'DE',
  });
  const { id, name } = declared.json<{ id: string; name: string }>();
  const [row] = await owned<{ topicId: string }>(
    'select topic_id as "topicId" from incidents where id = $1',
    [id],
  );
  const topicId = row?.topicId ?? '';
  await worker.get(UnitOfWork).run(systemScope('test', ['DE']), async (write) => {
    write.unrecorded('a test looks for itself');
    const dueAt = await databaseNow(write.tx);
    const run = { id: randomUUID(), loop: 1, step: 1 };
    const item = { topicId, kind: 'page', urgency: 'high', run, dueAt } as const;
    await worker
      .get(QueueNotifications, { strict: false })
      .within(write, [{ ...item, userId: who.userId }]);
  });
  return { name, topicId };
}

/** The notification by browser with what was tried. */
async function rung(topicId: string) {
  const [row] = await owned<{ state: string; reason: string | null; tried: string[] }>(
    `select n.state, n.reason, coalesce((select array_agg(a.attempt || ' ' || a.what order by a.id)
        from notification_attempts a where a.notification_id = n.id), '{}') as tried
       from notifications n join contact_methods m on m.id = n.method_id where n.topic_id = $1 and m.kind = 'browser'`,
    [topicId],
  );
  return row;
}

describe('an armed console', () => {
  it('is told of a page by its stream beside the mail, and the page is delivered once it says that it rang', async () => {
    const tab = randomUUID();
    const other = await sessionOf(test, [{ role: 'responder', territories: ['DE'] }]);
    const [stream, others] = [
      await EventStream.open(url, { ...ada.headers }),
      await EventStream.open(url, { ...other.headers }),
    ];
    expect((await arm(tab)).json()).toMatchObject({ id: tab });
    const { name, topicId } = await paged();
    expect(await pages()).toMatchObject([{ reference: name, rings: false }]);
    await look();
    expect(mailbox.mails).toHaveLength(1);
    await until(() => stream.types().includes('own-page.changed'), 'the console hears of it');
    const [page] = await pages();
    expect(page).toMatchObject({ reference: name, rings: true, path: `/incidents/${name}` });
    const id = page?.id ?? '';
    expect(await rung(topicId)).toMatchObject({ state: 'leased', tried: ['1 started'] });
    for (let n = 0; n < 2; n += 1) expect((await confirm(id, tab)).statusCode).toBe(204);
    const delivered = { state: 'delivered', reason: null, tried: ['1 started', '1 delivered'] };
    expect(await rung(topicId)).toEqual(delivered);
    expect(await pages()).toMatchObject([{ id, rings: true }]);
    const heard = stream.types().filter((type) => type === 'own-page.changed').length;
    expect(
      (await call('POST', `/incidents/${name}/acknowledgement`, undefined, other)).statusCode,
    ).toBe(200);
    await until(
      () => stream.types().filter((type) => type === 'own-page.changed').length > heard,
      'the console hears that it is over',
    );
    expect([await pages(), others.types().includes('own-page.changed')]).toEqual([[], false]);
    stream.close();
    others.close();
  });

  it('that says nothing within ten seconds failed, and is told again until somebody acknowledges', async () => {
    const tab = randomUUID();
    await arm(tab);
    const { name, topicId } = await paged();
    await look();
    await shift('9 seconds');
    await look();
    expect(await rung(topicId)).toMatchObject({ state: 'leased', tried: ['1 started'] });
    await shift('1 second');
    await arm(tab);
    await look();
    expect(await rung(topicId)).toMatchObject({
      state: 'retry_wait',
      tried: ['1 started', '1 failed'],
    });
    await shift('5 seconds');
    await look();
    const again = ['1 started', '1 failed', '2 started'];
    expect(await rung(topicId)).toMatchObject({ state: 'leased', tried: again });
    await call('POST', `/incidents/${name}/acknowledgement`);
    await shift('10 seconds');
    await look();
    expect(await rung(topicId)).toEqual({
      state: 'cancelled',
      reason: 'superseded',
      tried: [...again, '2 failed'],
    });
  });

  it('that was late to say so has rung all the same', async () => {
    const tab = randomUUID();
    await arm(tab);
    const { topicId } = await paged();
    await look();
    const [page] = await pages();
    await shift('10 seconds');
    await look();
    await arm(tab);
    expect((await confirm(page?.id ?? '', tab)).statusCode).toBe(204);
    expect((await rung(topicId))?.tried).toEqual(['1 started', '1 failed', '1 delivered']);
  });

  it.each([
    ['was not heard of for half a minute', () => shift('31 seconds')],
    ['was unarmed', (tab: string) => call('DELETE', `/me/presence/${tab}`)],
  ])(
    'that %s is none: nothing is tried, and it rings as soon as one is armed again',
    async (_, ends) => {
      const tab = randomUUID();
      const first = (await arm(tab)).json<{ armedAt: string; staleAt: string }>();
      expect(Date.parse(first.staleAt) - Date.parse(first.armedAt)).toBe(30_000);
      await ends(tab);
      const { topicId } = await paged();
      await look();
      expect(await rung(topicId)).toEqual({ state: 'held', reason: null, tried: [] });
      expect(mailbox.mails).toHaveLength(1);
      expect((await arm(tab)).json<{ armedAt: string }>().armedAt).not.toBe(first.armedAt);
      await look();
      expect(await rung(topicId)).toMatchObject({ state: 'leased', tried: ['1 started'] });
    },
  );

  it('is proven by its owner alone, while it is armed', async () => {
    const tab = randomUUID();
    await arm(tab);
    await paged();
    await look();
    const [page] = await pages();
    const id = page?.id ?? '';
    const other = await sessionOf(test, [{ role: 'admin', territories: ['DE', 'CH'] }]);
    await arm(tab, other);
    expect((await confirm(id, tab, other)).statusCode).toBe(404);
    expect((await confirm(id, randomUUID())).statusCode).toBe(409);
    expect((await confirm('none', tab)).statusCode).toBe(404);
    expect((await arm('none')).json()).toMatchObject({ errors: [{ path: 'tab' }] });
    const token = await tokenOf(test, [], ['self:read', 'self:write'], []);
    for (const answer of [
      await arm(tab, token),
      await confirm(id, tab, token),
      await call('GET', '/me/pages', undefined, token),
    ])
      expect(answer.statusCode).toBe(403);
  });

  it('is one of at most twenty, and the others stay', async () => {
    const tabs = Array.from({ length: 20 }, () => randomUUID());
    for (const tab of tabs) expect((await arm(tab)).statusCode).toBe(200);
    expect((await arm(randomUUID())).statusCode).toBe(409);
    expect((await arm(tabs[0] ?? '')).statusCode).toBe(200);
    await call('DELETE', `/me/presence/${tabs[1]}`);
    expect((await arm(randomUUID())).statusCode).toBe(200);
  });

  it('rings once for a test, and is not what makes somebody reachable', async () => {
    const tab = randomUUID();
    await owned('update users set email_verified = false where id = $1', [ada.userId]);
    expect((await call('POST', '/me/test-message')).statusCode).toBe(409);
    await arm(tab);
    expect((await call('GET', '/me/methods')).json()).toMatchObject({
      unreachable: 'no-verified-method',
    });
    expect((await call('POST', '/me/test-message')).json()).toEqual({ methods: 1 });
    await look();
    const [page] = await pages();
    expect(page).toMatchObject({ kind: 'test', reference: null, rings: true });
    await confirm(page?.id ?? '', tab);
    expect(await pages()).toEqual([]);
    expect((await call('GET', '/me/methods')).json()).toMatchObject({
      items: [
        { kind: 'mail' },
        { kind: 'browser', address: null, lastAttempt: { outcome: 'delivered' } },
      ],
    });
  });
});
