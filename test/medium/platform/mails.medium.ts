import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { PinoLogger } from 'nestjs-pino';
import pg from 'pg';
import PostalMime from 'postal-mime';
import { Settings } from '../../../apps/api/src/platform/config/settings.js';
import { Clock } from '../../../apps/api/src/platform/kernel/clock.js';
import { Database } from '../../../apps/api/src/platform/db/database.js';
import { EncryptedJson } from '../../../apps/api/src/platform/db/encrypted-json.js';
import { createPool } from '../../../apps/api/src/platform/db/pool.js';
import { systemScope } from '../../../apps/api/src/platform/kernel/scope.js';
import { MailMetrics } from '../../../apps/api/src/platform/mail/mail-metrics.js';
import { Mailer } from '../../../apps/api/src/platform/mail/mailer.js';
import { Mails } from '../../../apps/api/src/platform/mail/mails.js';
import { SendMails } from '../../../apps/api/src/platform/mail/send-mails.js';
import { createTestDatabase, type TestDatabase } from '../../harness/test-database.js';
import { testEnvironment } from '../../harness/test-environment.js';
import { TestMailbox } from '../../harness/test-mailbox.js';

const mail = { to: 'ada@example.org', subject: 'Grüße', text: 'https://leitstand/secret-link' };
const scope = systemScope('test', []);
const sender = systemScope('mail', []);
const HOUR = 60 * 60_000;

const mailbox = new TestMailbox();
let test: TestDatabase;
let database: Database;
let owner: pg.Client;
let smtp: string;

beforeAll(async () => {
  test = await createTestDatabase();
  database = new Database(createPool(test.appUrl, 10, () => undefined));
  owner = new pg.Client({ connectionString: test.ownerUrl });
  await owner.connect();
  smtp = await mailbox.open();
});
beforeEach(async () => {
  mailbox.mails.splice(0);
  mailbox.refuses = null;
  mailbox.greets = true;
  await owner.query('truncate mails, clock_shift');
  clock.at = Date.now();
});
afterAll(async () => {
  await owner.end();
  await database.close();
  await mailbox.close();
  await test.drop();
});

/** What the process believes; the database's clock is moved by `shift`. */
const clock = new (class extends Clock {
  at = Date.now();
  override now = () => new Date(this.at);
})();

/** A process that promises and sends mails. */
function process(overrides: Record<string, string> = {}): { mails: Mails; send: SendMails } {
  const settings = Settings.fromEnvironment(
    testEnvironment(test, { LEITSTAND_SMTP_URL: smtp, ...overrides }),
  );
  const mailer = new Mailer(settings);
  const mails = new Mails(new EncryptedJson(settings), mailer);
  const log = pino({ enabled: false }) as unknown as PinoLogger;
  return { mails, send: new SendMails(database, mails, mailer, new MailMetrics(), clock, log) };
}

const promise = ({ mails }: { mails: Mails }, expiresIn = HOUR) =>
  database.transaction(scope, (tx) =>
    mails.promise(tx, mail, { about: 'test/1', expiresAt: new Date(Date.now() + expiresIn) }),
  ) as Promise<string>;
const shift = (interval: string) =>
  owner.query(
    `insert into clock_shift (shift) values ($1) on conflict (only_row) do update set shift = clock_shift.shift + excluded.shift`,
    [interval],
  );
const due = ({ send }: { send: SendMails }) => send.due(new AbortController().signal);
async function row(): Promise<Record<string, unknown>> {
  const { rows } = await owner.query(
    `select attempts, outcome, last_error as error, content is null as gone,
            round(extract(epoch from next_try_at - leitstand_now()))::int as wait from mails`,
  );
  return rows[0] as Record<string, unknown>;
}
const ids = () =>
  Promise.all(mailbox.mails.map(async (raw) => (await PostalMime.parse(raw)).messageId));

describe('a promised mail', () => {
  it('is sent by whoever promised it, and nothing of it stays', async () => {
    const api = process();
    const id = await promise(api);
    const { rows } = await owner.query<{ content: Buffer }>('select content from mails');
    expect(rows[0]?.content.toString('latin1')).not.toMatch(/ada|secret-link/);
    expect(await api.send.now(id)).toBe(true);
    expect(await PostalMime.parse(mailbox.mails[0] ?? '')).toMatchObject({
      subject: mail.subject,
      messageId: `<${id}@127.0.0.1>`,
      to: [{ address: mail.to }],
      text: `${mail.text}\n`,
    });
    expect(await row()).toMatchObject({ attempts: 1, outcome: 'sent', gone: true, error: null });
    expect(await api.send.now(id)).toBe(false);
    expect(mailbox.mails).toHaveLength(1);
  });

  it('goes over a connection that is there; one that the server ended meanwhile costs no attempt', async () => {
    const api = process();
    const before = mailbox.connections;
    const send = async () => api.send.now(await promise(api));
    expect([await send(), await send(), mailbox.connections - before]).toEqual([true, true, 1]);
    mailbox.hangUp();
    expect([await send(), mailbox.connections - before]).toEqual([true, 2]);
    const { rows } = await owner.query('select attempts, outcome from mails');
    expect(rows).toEqual(Array.from({ length: 3 }, () => ({ attempts: 1, outcome: 'sent' })));
  });

  it('is sent by a worker when whoever promised it died, by one of two', async () => {
    await promise(process());
    const workers = [process(), process()];
    await Promise.all(workers.map(due));
    expect(mailbox.mails).toHaveLength(0);
    await shift('61 seconds');
    await Promise.all(workers.map(due));
    expect([mailbox.mails.length, await row()]).toMatchObject([1, { outcome: 'sent', gone: true }]);
  });

  it('is promised by nobody whose transaction fails, and by nobody without a mail server', async () => {
    const api = process();
    const failing = database.transaction(scope, async (tx) => {
      await api.mails.promise(tx, mail, { about: 'test/1', expiresAt: new Date() });
      throw new Error('on second thoughts');
    });
    await expect(failing).rejects.toThrow('on second thoughts');
    const { mails } = process({ LEITSTAND_SMTP_URL: '' });
    expect(
      await database.transaction(scope, (tx) =>
        mails.promise(tx, mail, { about: 'test/1', expiresAt: new Date() }),
      ),
    ).toBeNull();
    expect(await row()).toBeUndefined();
  });

  it('is tried again, later and later, while the mail server does not take it, under one Message-ID', async () => {
    const api = process();
    mailbox.refuses = 451;
    const id = await promise(api);
    expect(await api.send.now(id)).toBe(false);
    expect(await row()).toMatchObject({ attempts: 1, outcome: null, gone: false, wait: 1 });
    await shift('2 seconds');
    await due(api);
    expect(await row()).toMatchObject({
      attempts: 2,
      wait: 2,
      error: expect.stringContaining('451 not now'),
    });
    mailbox.refuses = null;
    await shift('3 seconds');
    await due(api);
    expect([await ids(), (await row()).outcome]).toEqual([[`<${id}@127.0.0.1>`], 'sent']);
  });

  it('waits while the mail server refuses us, whatever its words: a login can be mended', async () => {
    const api = process();
    mailbox.greets = false;
    const id = await promise(api);
    expect(await api.send.now(id)).toBe(false);
    expect(await row()).toMatchObject({ outcome: null, error: expect.stringContaining('554') });
    mailbox.greets = true;
    await shift('2 seconds');
    await due(api);
    expect(await row()).toMatchObject({ outcome: 'sent' });
  });

  it.each<[string, () => Promise<void>, object]>([
    [
      'the mail server refuses it for good',
      () => {
        mailbox.refuses = 550;
        return Promise.resolve();
      },
      { outcome: 'refused', error: expect.stringContaining('550') },
    ],
    [
      'it would be of no use any more',
      () => shift('2 hours').then(() => undefined),
      { outcome: 'expired', error: 'the mail server never took it' },
    ],
  ])('ends, and nothing of it stays, when %s', async (_, happens, end) => {
    const api = process();
    await promise(api);
    await happens();
    await shift('61 seconds');
    await due(api);
    expect([mailbox.mails, await row()]).toMatchObject([[], { gone: true, ...end }]);
  });

  it('ends when the secret was changed since', async () => {
    await promise(process());
    await shift('61 seconds');
    await due(process({ LEITSTAND_SECRET: 'another secret that is at least 32 characters' }));
    expect([mailbox.mails, await row()]).toMatchObject([
      [],
      { outcome: 'refused', error: 'it was written under another LEITSTAND_SECRET', gone: true },
    ]);
  });

  it('is sent again under the same Message-ID when its sender died before it could say so', async () => {
    const [dead, alive] = [process(), process()];
    const id = await promise(dead);
    const claim = await database.transaction(sender, (tx) => dead.mails.claimNew(tx, id));
    await shift('301 seconds');
    await due(alive);
    // the dead one was only slow, and comes back with a failure that must not undo what the other recorded
    if (claim)
      await database.transaction(sender, (tx) => dead.mails.postpone(tx, claim, 1000, 'too late'));
    expect([await ids(), await row()]).toMatchObject([
      [`<${id}@127.0.0.1>`],
      { attempts: 2, outcome: 'sent', error: null },
    ]);
  });

  it('is withdrawn when what it is about is void, by nobody of another territory, and nothing of it stays', async () => {
    const other = process();
    await promise(other);
    await database.transaction(scope, (tx) => other.mails.withdraw(tx, 'test/2'));
    const stranger = systemScope('stranger', ['CH']);
    await database.transaction(stranger, (tx) => other.mails.withdraw(tx, 'test/1'));
    expect(await row()).toMatchObject({ outcome: null });
    await database.transaction(scope, (tx) => other.mails.withdraw(tx, 'test/1'));
    expect(await row()).toMatchObject({ outcome: 'withdrawn', gone: true });
    await shift('2 minutes');
    await due(other);
    expect(mailbox.mails).toEqual([]);
  });

  it('is forgotten a month after it ended', async () => {
    const api = process();
    await api.send.now(await promise(api));
    await shift('29 days');
    await due(api);
    expect(await row()).toMatchObject({ outcome: 'sent' });
    await shift('2 days');
    await due(api);
    // A month by the database's clock alone, of which nobody else knows.
    expect(await row()).toMatchObject({ outcome: 'sent' });
    clock.at += 31 * 24 * HOUR;
    await due(api);
    expect(await row()).toBeUndefined();
  });
});

describe('what waits to be sent', () => {
  it('is nobody else’s to read', async () => {
    await promise(process());
    const seen = await database.read(systemScope('access', ['DE']), (tx) =>
      tx.selectFrom('mails').selectAll().execute(),
    );
    expect(seen).toEqual([]);
  });
});
