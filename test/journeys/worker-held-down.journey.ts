import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ChildProcess } from 'node:child_process';
import pg from 'pg';
import PostalMime from 'postal-mime';
import { createTestDatabase, type TestDatabase } from '../harness/test-database.js';
import { TestMailbox } from '../harness/test-mailbox.js';
import { freePort } from '../harness/test-prometheus.js';
import { until } from '../harness/until.js';
import { killed, WorkerProcesses } from '../harness/worker-process.js';

const mailbox = new TestMailbox();
const workers = new WorkerProcesses();
const apis = new WorkerProcesses('apps/api/src/main.ts');
let database: TestDatabase;
let owner: pg.Client;
let settings: Record<string, string>;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  settings = {
    LEITSTAND_SMTP_URL: await mailbox.open(),
    LEITSTAND_OPERATOR_MAIL: 'ops@example.org',
    LEITSTAND_PORT: String(await freePort()),
    LEITSTAND_SAMPLE: 'off',
  };
  await owner.query(`
    insert into territories (code, name_de, name_en) values ('XX', 'XX', 'XX') on conflict do nothing;
    insert into users (id, email, name, email_verified) values (gen_random_uuid(), 'ada@example.org', 'Ada', true)`);
}, 60_000);
afterAll(async () => {
  await Promise.all([workers.close(), apis.close()]);
  await owner.end();
  await database.drop();
  await mailbox.close();
});

/** Until a process has said that it lives since it was started. */
async function begun(name: 'api' | 'worker', processes: WorkerProcesses): Promise<ChildProcess> {
  const signs = `process = $1 or process like $1 || ' %'`; // of several workers each has one of its own
  await owner.query(`delete from heartbeats where ${signs}`, [name]);
  const child = await processes.start(database, settings);
  await until(
    `the ${name} gives a sign of life`,
    async () => (await owner.query(`select from heartbeats where ${signs}`, [name])).rowCount === 1,
    60_000,
  );
  return child;
}

const messageIsDue = () =>
  owner.query(`with topic as (insert into notification_topics (id, user_id) select gen_random_uuid(), id from users returning id)
    insert into notifications (id, topic_id, epoch, kind, urgency, user_id, method_id, due_at, next_at)
    select gen_random_uuid(), topic.id, 1, 'test', 'high', m.user_id, m.id, leitstand_now(), leitstand_now()
      from topic, contact_methods m where m.account and m.kind = 'mail'`);

async function mailsTo(address: string) {
  const mails = await Promise.all(mailbox.mails.map((mail) => PostalMime.parse(mail)));
  return mails.filter(({ to }) => to?.some((one) => one.address === address));
}

async function pagerDetail(): Promise<string | null> {
  const answer = await fetch(`http://127.0.0.1:${settings.LEITSTAND_PORT}/api/v1/status`).catch(
    () => null,
  );
  const status = (await answer?.json()) as
    | { components: { name: string; detail: { code: string } | null }[] }
    | undefined;
  return status?.components.find(({ name }) => name === 'pager')?.detail?.code ?? null;
}

describe('a worker that is killed and stays away while somebody is to be told', () => {
  it('is told to the operators by the API, once, also by an API that starts meanwhile; the message goes out when it is back', async () => {
    const api = await begun('api', apis);
    await killed(await begun('worker', workers));
    await messageIsDue();
    const due = performance.now();
    await until(
      'the operators have mail',
      async () => (await mailsTo('ops@example.org')).length,
      60_000,
    );
    process.stderr.write(
      `  told ${((performance.now() - due) / 1000).toFixed(1)} s after the message was due\n`,
    );
    const [mail] = await mailsTo('ops@example.org');
    expect(mail?.subject).toContain('Leitstand may not be paging people');
    expect(mail?.text).toContain('The API wrote this');
    expect(await mailsTo('ada@example.org')).toEqual([]);
    // The mail comes before it is on record: killed in between, it would be said once more, under the same id.
    await until(
      'it is on record',
      async () => (await owner.query('select from pager_watch where told = 1')).rowCount === 1,
    );
    await killed(api);
    await begun('api', apis);
    await until(
      'the new API sees it, too',
      async () => (await pagerDetail()) === 'pages-late',
      60_000,
    );
    expect(await mailsTo('ops@example.org')).toHaveLength(1);
    await begun('worker', workers);
    await until(
      'the message is with its reader',
      async () => (await mailsTo('ada@example.org')).length,
      60_000,
    );
    const { rows } = await owner.query('select told, ended_at from pager_watch');
    expect(rows).toEqual([{ told: 1, ended_at: null }]);
  }, 240_000);
});
