import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Injectable } from '@nestjs/common';
import PostalMime from 'postal-mime';
import { AuditModule } from '../../../apps/api/src/audit/audit.module.js';
import { PagerWatchRepository } from '../../../apps/api/src/escalation/db/pager-watch.repository.js';
import { RunsRepository } from '../../../apps/api/src/escalation/db/runs.repository.js';
import { NtfyTopic } from '../../../apps/api/src/escalation/gateways/ntfy-topic.gateway.js';
import { ReportPagerStatus } from '../../../apps/api/src/escalation/use-cases/report-pager-status.js';
import { HeartbeatUrl } from '../../../apps/api/src/escalation/gateways/heartbeat-url.gateway.js';
import { PingHeartbeatUrl } from '../../../apps/api/src/escalation/use-cases/ping-heartbeat-url.js';
import { TellOperators } from '../../../apps/api/src/escalation/use-cases/tell-operators.js';
import { WatchPager } from '../../../apps/api/src/escalation/use-cases/watch-pager.js';
import { NotificationsModule } from '../../../apps/api/src/notifications/notifications.module.js';
import {
  BackgroundTask,
  type Task,
} from '../../../apps/api/src/platform/background/background-task.js';
import { BackgroundWorkerModule } from '../../../apps/api/src/platform/background/background.module.js';
import {
  SignsOfLife,
  type ProcessKind,
} from '../../../apps/api/src/platform/health/signs-of-life.js';
import { StatusBoard } from '../../../apps/api/src/platform/health/status-board.js';
import { Clock } from '../../../apps/api/src/platform/kernel/clock.js';
import { PlatformModule } from '../../../apps/api/src/platform/platform.module.js';
import { Gate } from '../../harness/gate.js';
import { Listener } from '../../harness/listener.js';
import { TestMailbox } from '../../harness/test-mailbox.js';
import { World, type WorldWorker } from '../../harness/world.js';

const NOON = new Date('2026-03-02T12:00:00Z');

/** What the next process is that begins. */
let next: ProcessKind = 'api';
/** Who gives signs of life besides those that watch. */
const alive = new Set<ProcessKind>();

/** Watches as the API and the worker do, every five seconds. */
@Injectable()
@BackgroundTask({ name: 'test.watch', every: 5000 })
class Watching implements Task {
  private readonly self = next;

  constructor(
    private readonly pager: WatchPager,
    private readonly signs: SignsOfLife,
    private readonly outside: PingHeartbeatUrl,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<void> {
    for (const one of alive)
      await this.signs.give(one, null, this.clock.now()).catch(() => undefined);
    await this.outside.execute(await this.pager.execute(this.self));
  }
}

/** The status as the test has it. */
const board: { components: { name: string; state: string; since: Date }[] } = { components: [] };

const mailbox = new TestMailbox();
let world: World;
let gate: Gate;
const settings: Record<string, string> = {
  LEITSTAND_OPERATOR_MAIL: 'ops@example.org, night@example.org',
};

beforeAll(async () => {
  settings.LEITSTAND_SMTP_URL = await mailbox.open();
});
beforeEach(async () => {
  Object.assign(mailbox, { mails: [], refuses: null });
  world = await World.begin({
    at: NOON,
    settings,
    modules: [PlatformModule, BackgroundWorkerModule, AuditModule, NotificationsModule],
    providers: [
      Watching,
      WatchPager,
      TellOperators,
      NtfyTopic,
      HeartbeatUrl,
      PingHeartbeatUrl,
      RunsRepository,
      PagerWatchRepository,
      ReportPagerStatus,
      {
        provide: StatusBoard,
        useValue: { all: () => board.components, register: () => undefined },
      },
    ],
  });
  const way = await Gate.before(world.database.appUrl);
  gate = way.gate;
  settings.LEITSTAND_DATABASE_URL = way.url;
  board.components = [];
  alive.clear();
  for (const one of ['api', 'worker'] as const) alive.add(one);
  await world.owner.query(`
    insert into territories (code, name_de, name_en) values ('XX', 'XX', 'XX') on conflict do nothing;
    insert into users (id, email, name, email_verified) values (gen_random_uuid(), 'ada@example.org', 'Ada', true)`);
});
afterEach(async () => {
  await world.close();
  await gate.close();
});
afterAll(() => mailbox.close());

async function begin(name: ProcessKind): Promise<WorldWorker> {
  next = name;
  const one = await world.worker();
  await world.settled();
  return one;
}

/** A page that is due now, and in a state. */
async function due(state = 'pending', takenFor = '0 s'): Promise<void> {
  await world.owner.query(
    `with topic as (insert into notification_topics (id, territory) values (gen_random_uuid(), 'XX') returning id)
     insert into notifications (id, topic_id, territory, epoch, kind, urgency, user_id, method_id, state, due_at, next_at)
     select gen_random_uuid(), topic.id, 'XX', 1, 'page', 'high', m.user_id, m.id, $1, leitstand_now(), leitstand_now() + $2::interval
       from topic, contact_methods m where m.account and m.kind = 'mail'`,
    [state, takenFor],
  );
}
const taken = () =>
  world.owner.query(`update notifications set state = 'accepted', ended_at = leitstand_now()`);

const mails = () => Promise.all(mailbox.mails.map((mail) => PostalMime.parse(mail)));
const subjects = async () => (await mails()).map(({ subject }) => subject?.split(' / ')[0]);
const TROUBLE = 'Leitstand may not be paging people';
const STILL = 'Leitstand may still not be paging people';
const OVER = 'Leitstand pages people again';

describe('parts of the status without which no alert arrives', () => {
  it('are told to the operators by one process when they stay down, and once when they are back; pages go on', async () => {
    const api = await begin('api');
    await begin('worker');
    await world.advance('1m');
    board.components = [
      { name: 'rules', state: 'down', since: new Date(world.now) },
      { name: 'redis', state: 'down', since: new Date(world.now) },
    ];
    await world.advance('2m');
    expect(await subjects()).toEqual([]);
    await world.advance('2m');
    const [mail] = await mails();
    expect(mail?.text).toMatch(/For \d+ min Prometheus has had none of the rules of SLOs/);
    expect(mail?.text).not.toMatch(/redis/i);
    expect(api.get(ReportPagerStatus).execute()).toEqual({ state: 'up', message: null });
    await world.advance('3m');
    expect(await subjects()).toEqual([TROUBLE]);
    board.components = [];
    await world.advance('2m');
    expect(await subjects()).toEqual([TROUBLE, OVER]);
  });
});

describe('pages that wait', () => {
  it('are told to the operators after fifteen seconds and a look, in both languages, and once when they are gone', async () => {
    const api = await begin('api');
    await due();
    await world.advance('15s');
    expect(await subjects()).toEqual([]);
    await world.advance('5s');
    const [mail] = await mails();
    expect(mail?.subject).toBe(`${TROUBLE} / Leitstand alarmiert womöglich niemanden`);
    expect(mail?.to?.map(({ address }) => address)).toEqual([
      'ops@example.org',
      'night@example.org',
    ]);
    // The database's clock goes on between two moves of the world's.
    expect(mail?.text).toMatch(/has been due for (19|2\d) s/);
    expect(mail?.text).toMatch(/ist seit (19|2\d) s fällig/);
    expect(mail?.text).toContain('The API wrote this at 2026-03-02 12:00:20 UTC');
    expect(api.get(ReportPagerStatus).execute()).toMatchObject({
      state: 'degraded',
      detail: { code: 'pages-late' },
    });
    await taken();
    await world.advance('2m');
    expect(await subjects()).toEqual([TROUBLE, OVER]);
    expect(api.get(ReportPagerStatus).execute()).toEqual({ state: 'up', message: null });
    await world.leap('1h');
    await world.advance('2m');
    expect(mailbox.mails).toHaveLength(2);
  });

  it('are told by one process, not by each, and not again by one that starts', async () => {
    const first = await begin('api');
    await begin('worker');
    await due();
    await world.advance('1m');
    expect(await subjects()).toEqual([TROUBLE]);
    first.kill();
    await begin('api');
    await world.advance('2m');
    await world.leap('26m');
    await world.advance('1m');
    expect(await subjects()).toEqual([TROUBLE]);
    await world.advance('1m');
    expect(await subjects()).toEqual([TROUBLE, STILL]);
  });

  it('are nobody’s fault while they are being sent, and somebody’s once that has stopped', async () => {
    await begin('api');
    await due('leased', '40 s');
    await world.advance('40s');
    expect(await subjects()).toEqual([]);
    await world.advance('5s');
    expect(await subjects()).toEqual([TROUBLE]);
  });

  it('are given up when somebody acknowledges: nobody waits for them any more', async () => {
    await begin('api');
    await due();
    await world.owner.query('update notification_topics set epoch = 2');
    await world.advance('1m');
    expect(await subjects()).toEqual([]);
  });

  it('are not told of by an instance that was off while they became due', async () => {
    await due();
    await world.leap('8h');
    await begin('api');
    await world.advance('10s');
    await taken();
    await world.advance('2m');
    expect(await subjects()).toEqual([]);
  });
});

describe('a process that is gone', () => {
  it.each([
    ['worker', 'api', 'The worker has been silent for'],
    ['api', 'worker', 'The API has been silent for'],
  ] as const)('is told of by the other: %s', async (dead, watcher, words) => {
    await begin(watcher);
    await world.advance('2m');
    alive.delete(dead);
    await world.advance('50s');
    expect(await subjects()).toEqual([]);
    await world.advance('20s');
    const [mail] = await mails();
    expect(mail?.text).toContain(words);
    alive.add(dead);
    await world.advance('2m');
    expect(await subjects()).toEqual([TROUBLE, OVER]);
  });
});

describe('a database that is away', () => {
  it('is told of out of memory, and its end is told by whoever speaks for all then', async () => {
    const api = await begin('api');
    await world.advance('30s');
    gate.shut();
    await world.advance('15s');
    expect(await subjects()).toEqual([]);
    await world.advance('5s');
    const [mail] = await mails();
    expect(mail?.text).toContain('The database has not answered');
    expect(api.get(ReportPagerStatus).execute().detail?.code).toBe('pages-unread');
    await world.advance('2m');
    expect(await subjects()).toEqual([TROUBLE]);
    gate.open();
    await world.advance('5s');
    const { rows } = await world.owner.query('select told, ended_at from pager_watch');
    expect(rows).toEqual([{ told: 1, ended_at: null }]);
    await world.advance('2m');
    expect(await subjects()).toEqual([TROUBLE, OVER]);
  }, 60_000);
});

describe('a mail server that takes nothing', () => {
  it('is tried again, shows in the status, and is sent one message in the end', async () => {
    const api = await begin('api');
    mailbox.refuses = 451;
    await due();
    await world.advance('1m');
    expect(api.get(WatchPager).latest).toMatchObject({ isUntold: true });
    mailbox.refuses = null;
    await world.advance('20s');
    expect(await subjects()).toEqual([TROUBLE]);
    expect(api.get(WatchPager).latest).toMatchObject({ isUntold: false });
  });
});

describe('beside mail', () => {
  const listener = new Listener();
  let address = '';
  beforeAll(async () => {
    address = await listener.open();
  });
  beforeEach(() => {
    listener.heard.length = 0;
    listener.status = 200;
  });
  afterEach(() => {
    delete settings.LEITSTAND_OPERATOR_NTFY_URL;
    delete settings.LEITSTAND_HEARTBEAT_URL;
    delete process.env.LEITSTAND_OPERATOR_NTFY_URL;
    delete process.env.LEITSTAND_HEARTBEAT_URL;
  });
  afterAll(() => listener.close());

  it('a topic of ntfy hears it when the mail server takes nothing, and that is enough', async () => {
    settings.LEITSTAND_OPERATOR_NTFY_URL = `${address}/ops?auth=secret`;
    mailbox.refuses = 451;
    const api = await begin('api');
    await due();
    await world.advance('1m');
    expect(listener.heard).toMatchObject([
      { method: 'POST', path: '/ops?auth=secret', headers: { priority: 'urgent' } },
    ]);
    expect(listener.heard[0]?.body).toContain('has been due for');
    const title = listener.heard[0]?.headers.title ?? '';
    expect(Buffer.from(String(title).split('?')[3] ?? '', 'base64').toString()).toContain(
      'alarmiert womöglich niemanden',
    );
    expect(api.get(WatchPager).latest).toMatchObject({ isUntold: false });
  });

  it('somebody outside hears every minute that all is well, and nothing while it is not', async () => {
    settings.LEITSTAND_HEARTBEAT_URL = `${address}/ping/secret`;
    await begin('worker');
    await world.advance('125s');
    expect(listener.heard.map(({ method, path }) => `${method} ${path}`)).toEqual(
      Array.from({ length: 3 }, () => 'POST /ping/secret'),
    );
    await due();
    await world.advance('2m');
    expect(listener.heard).toHaveLength(3);
    await taken();
    await world.advance('10s');
    expect(listener.heard).toHaveLength(4);
  });

  it('a redirect is not followed', async () => {
    settings.LEITSTAND_HEARTBEAT_URL = `${address}/ping`;
    listener.status = 307;
    await begin('worker');
    expect(listener.heard.map(({ path }) => path)).toEqual(['/ping']);
  });
});

describe('without a way to the operators', () => {
  it('the status says so from the start, and what to set', async () => {
    const { LEITSTAND_OPERATOR_MAIL: before = '' } = settings;
    settings.LEITSTAND_OPERATOR_MAIL = '';
    const api = await begin('api');
    settings.LEITSTAND_OPERATOR_MAIL = before;
    expect(api.get(ReportPagerStatus).execute()).toMatchObject({
      state: 'down',
      detail: { code: 'operators-unset', names: ['LEITSTAND_OPERATOR_MAIL'] },
    });
    await due();
    await world.advance('1m');
    expect(mailbox.mails).toEqual([]);
    expect(api.get(ReportPagerStatus).execute().detail?.code).toBe('pages-late');
  });
});
