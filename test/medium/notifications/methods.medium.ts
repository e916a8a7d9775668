import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import PostalMime from 'postal-mime';
import { NotificationsWorkerModule } from '../../../apps/api/src/notifications/notifications.module.js';
import { AuditModule } from '../../../apps/api/src/audit/audit.module.js';
import { NotificationMetrics } from '../../../apps/api/src/notifications/jobs/notification-metrics.js';
import { SendDueNotifications } from '../../../apps/api/src/notifications/use-cases/send-due-notifications.js';
import { PlatformModule } from '../../../apps/api/src/platform/platform.module.js';
import { Test, type TestingModule } from '@nestjs/testing';
import { asOwner, sessionOf, tokenOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { TestMailbox } from '../../harness/test-mailbox.js';

const mailbox = new TestMailbox();
let test: TestApp;
let worker: TestingModule;
let ada: TestActor;

beforeAll(async () => {
  test = await startTestApp({ LEITSTAND_SMTP_URL: await mailbox.open() });
  worker = await Test.createTestingModule({
    imports: [PlatformModule, AuditModule, NotificationsWorkerModule],
  })
    .overrideProvider(NotificationMetrics)
    .useValue({})
    .compile();
  await worker.init();
}, 60_000);
beforeEach(async () => {
  mailbox.mails.splice(0);
  ada = await sessionOf(test, [{ role: 'viewer', territories: ['DE'] }], 'Ada');
});
afterAll(async () => {
  await worker.close();
  await test.close();
  await mailbox.close();
});

const call = (method: 'GET' | 'POST' | 'DELETE', path: string, payload?: object, who = ada) =>
  test.app.inject({
    method,
    url: `/api/v1/me${path}`,
    headers: who.headers,
    ...(payload ? { payload } : {}),
  });
const send = () =>
  worker.get(SendDueNotifications, { strict: false }).execute(new AbortController().signal, {
    delivered: () => undefined,
    claimed: () => undefined,
  });
const shift = (interval: string) =>
  asOwner(test, (client) =>
    client.query(
      `insert into clock_shift (shift) values ($1) on conflict (only_row) do update set shift = clock_shift.shift + excluded.shift`,
      [interval],
    ),
  );
const add = async (address = 'phone@example.org') => {
  const answer = await call('POST', '/methods', { kind: 'mail', address });
  return { status: answer.statusCode, ...answer.json<{ id: string; code: string }>() };
};
/** The code in the newest mail that has one. */
async function codeOf(): Promise<string> {
  await send();
  const texts = await Promise.all(
    mailbox.mails.map(async (raw) => (await PostalMime.parse(raw)).text ?? ''),
  );
  const codes = texts.flatMap((text) => /^\d{6}$/m.exec(text)?.[0] ?? []);
  return codes.at(-1) ?? '';
}
const wrong = (code: string) => (code === '000000' ? '000001' : '000000');
const verify = (id: string, code: string, who = ada) =>
  call('POST', `/methods/${id}/verification`, { code }, who);
const recorded = async (who: TestActor) =>
  (
    await asOwner(test, (client) =>
      client.query<{ action: string }>(
        'select action from audit_events where actor_id = $1 order by seq',
        [who.userId],
      ),
    )
  ).rows.map(({ action }) => action);

describe('how I am reached', () => {
  it('is the address of my account from the first moment on', async () => {
    expect((await call('GET', '/methods')).json()).toEqual({
      items: [
        {
          id: expect.any(String),
          kind: 'mail',
          address: ada.email,
          account: true,
          verifiedAt: expect.any(String),
          createdAt: expect.any(String),
          lastAttempt: null,
        },
      ],
      unreachable: null,
    });
  });

  it('is not told to tokens, and no way of mine to anybody else', async () => {
    const token = await tokenOf(test, [], ['self:read', 'self:write'], []);
    expect((await call('GET', '/methods', undefined, token)).statusCode).toBe(403);
    const { id } = await add();
    const other = await sessionOf(test, [{ role: 'admin', territories: ['DE', 'CH'] }]);
    const code = await codeOf();
    for (const answer of [
      await verify(id, code, other),
      await call('DELETE', `/methods/${id}`, undefined, other),
      await call('POST', `/methods/${id}/code`, undefined, other),
      await call('DELETE', '/methods/none'),
    ])
      expect(answer.statusCode).toBe(404);
  });

  it('is said by a test message, and that it arrived', async () => {
    const answer = await call('POST', '/test-message');
    expect([answer.statusCode, answer.json()]).toEqual([202, { methods: 1 }]);
    await send();
    const mail = await PostalMime.parse(mailbox.mails[0] ?? '');
    expect([mail.subject, mail.to?.[0]?.address]).toEqual([
      'Test message from Leitstand',
      ada.email,
    ]);
    expect((await call('GET', '/methods')).json()).toMatchObject({
      items: [{ lastAttempt: { outcome: 'accepted' } }],
    });
    expect(await recorded(ada)).toEqual(['contact-method.tested']);
  });

  it('is tried ten times an hour at most by those who press many times at once, too', async () => {
    const all = await Promise.all(Array.from({ length: 16 }, () => call('POST', '/test-message')));
    const codes = all.map(({ statusCode }) => statusCode);
    expect([202, 429].map((code) => codes.filter((one) => one === code).length)).toEqual([10, 6]);
    await send();
  });

  it('is tried ten times an hour at most', async () => {
    for (let n = 0; n < 10; n += 1)
      expect((await call('POST', '/test-message')).statusCode).toBe(202);
    expect((await call('POST', '/test-message')).statusCode).toBe(429);
    await shift('61 minutes');
    expect((await call('POST', '/test-message')).statusCode).toBe(202);
    await send();
  });
});

describe('a further address', () => {
  it('is one of my ways once the code that was sent there is typed in, and is then sent what the others are', async () => {
    const { status, id } = await add('Phone@Example.org');
    expect(status).toBe(201);
    expect((await call('POST', '/test-message')).json()).toEqual({ methods: 1 });
    const code = await codeOf();
    const answer = await verify(id, code);
    expect(answer.json()).toMatchObject({
      address: 'phone@example.org',
      account: false,
      verifiedAt: expect.any(String),
    });
    expect((await verify(id, wrong(code))).statusCode).toBe(200);
    expect((await call('POST', '/test-message')).json()).toEqual({ methods: 2 });
    expect(await recorded(ada)).toEqual([
      'contact-method.added',
      'contact-method.code-sent',
      'contact-method.tested',
      'contact-method.verified',
      'contact-method.tested',
    ]);
    await send();
  });

  it('is kept nowhere with its code, nor is what was sent', async () => {
    const { id } = await add('secret@example.org');
    const code = await codeOf();
    const rows = await asOwner(test, async (client) => {
      const all: string[] = [];
      for (const table of ['notifications', 'notification_attempts', 'outbox', 'audit_events'])
        for (const row of (await client.query<object>(`select * from ${table}`)).rows)
          all.push(JSON.stringify(row));
      return all.join('\n');
    });
    expect(rows).toContain(id);
    expect(rows).not.toMatch(new RegExp(`secret@|"${code}"`));
  });

  it('takes five wrong codes, and no right one after them', async () => {
    const { id } = await add();
    const code = await codeOf();
    for (const left of [4, 3, 2, 1, 0]) {
      const answer = await verify(id, wrong(code));
      expect(answer.statusCode).toBe(400);
      expect(answer.json()).toMatchObject({
        errors: [
          { path: 'code', message: `is not the code that was sent; ${left} tries are left` },
        ],
      });
    }
    expect((await verify(id, code)).statusCode).toBe(410);
    await call('POST', `/methods/${id}/code`);
    const next = await codeOf();
    expect(next).not.toBe('');
    expect((await verify(id, next)).statusCode).toBe(200);
    expect((await call('POST', `/methods/${id}/code`)).statusCode).toBe(409);
  });

  it('takes a code for ten minutes, and the newest one alone', async () => {
    const { id } = await add();
    const first = await codeOf();
    await call('POST', `/methods/${id}/code`);
    const second = await codeOf();
    expect((await verify(id, first)).statusCode).toBe(first === second ? 200 : 400);
    await shift('10 minutes');
    expect((await verify(id, second)).statusCode).toBe(410);
  });

  it('is one of ten at most, and is sent one of five codes an hour, however many are added at once', async () => {
    const all = await Promise.all(Array.from({ length: 14 }, (_, n) => add(`at${n}@example.org`)));
    const codes = all.map(({ status }) => status);
    expect([201, 429].map((code) => codes.filter((one) => one === code).length)).toEqual([5, 9]);
    await asOwner(test, (client) =>
      client.query(
        `insert into contact_methods (user_id, kind, address, last_four)
           select $1, 'mail', 'm' || n || '@example.org', 'm' from generate_series(1, 3) n`,
        [ada.userId],
      ),
    );
    await shift('61 minutes');
    const more = await Promise.all(Array.from({ length: 6 }, (_, n) => add(`on${n}@example.org`)));
    expect(more.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409, 409, 409]);
    await send();
  });

  it('is sent five codes an hour at most, all addresses together', async () => {
    const { id } = await add();
    for (let n = 0; n < 3; n += 1)
      expect((await call('POST', `/methods/${id}/code`)).statusCode).toBe(202);
    expect((await add('other@example.org')).status).toBe(201);
    expect((await add('third@example.org')).status).toBe(429);
    expect((await call('POST', `/methods/${id}/code`)).statusCode).toBe(429);
    expect((await call('GET', '/methods')).json<{ items: object[] }>().items).toHaveLength(3);
    await send();
  });

  it('is not sent a code that is of no use any more', async () => {
    await add();
    await shift('11 minutes');
    await send();
    expect(mailbox.mails).toEqual([]);
  });

  it('cannot be one that I have, and the one of my account cannot be removed', async () => {
    const { id } = await add();
    expect((await add()).status).toBe(409);
    expect((await add(ada.email)).status).toBe(409);
    expect((await call('POST', '/methods', { kind: 'mail', address: 'none' })).statusCode).toBe(
      400,
    );
    expect((await call('DELETE', `/methods/${id}`)).statusCode).toBe(204);
    expect((await add()).status).toBe(201);
    const { items } = (await call('GET', '/methods')).json<{ items: { id: string }[] }>();
    expect((await call('DELETE', `/methods/${items[0]?.id}`)).statusCode).toBe(409);
  });

  it('is sent nothing that waits once it was removed', async () => {
    const { id } = await add();
    await verify(id, await codeOf());
    mailbox.mails.splice(0);
    await call('POST', '/test-message');
    await call('DELETE', `/methods/${id}`);
    await send();
    expect(mailbox.mails).toHaveLength(1);
    expect(mailbox.mails[0]).toContain(ada.email);
  });
});

describe('without a mail server', () => {
  it('nobody is reached, and is told so', async () => {
    const bare = await startTestApp({ LEITSTAND_SMTP_URL: '' });
    const ben = await sessionOf(bare, []);
    const ask = (method: 'GET' | 'POST', path: string, payload?: object) =>
      bare.app.inject({
        method,
        url: `/api/v1/me${path}`,
        headers: ben.headers,
        ...(payload ? { payload } : {}),
      });
    try {
      expect((await ask('GET', '/methods')).json()).toMatchObject({
        unreachable: 'no-mail-server',
      });
      expect((await ask('POST', '/test-message')).statusCode).toBe(409);
      expect(
        (await ask('POST', '/methods', { kind: 'mail', address: 'a@example.org' })).statusCode,
      ).toBe(409);
    } finally {
      await bare.close();
    }
  }, 60_000);
});
