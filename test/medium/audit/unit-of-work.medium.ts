import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  jest,
} from '@jest/globals';
import { sql } from 'kysely';
import pg from 'pg';
import { AuditRepository } from '../../../apps/api/src/audit/db/audit.repository.js';
import { AppendAuditEntries } from '../../../apps/api/src/audit/use-cases/append-audit-entries.js';
import { AnchorFile } from '../../../apps/api/src/audit/gateways/anchor-file.gateway.js';
import { ChainBeginning } from '../../../apps/api/src/audit/use-cases/chain-beginning.js';
import { UnitOfWork, type Write } from '../../../apps/api/src/audit/use-cases/unit-of-work.js';
import { LeaseLost, Leases } from '../../../apps/api/src/platform/background/leases.js';
import { Settings } from '../../../apps/api/src/platform/config/settings.js';
import { Database } from '../../../apps/api/src/platform/db/database.js';
import { createPool } from '../../../apps/api/src/platform/db/pool.js';
import { declareEvent } from '../../../apps/api/src/platform/kernel/event.js';
import { systemScope } from '../../../apps/api/src/platform/kernel/scope.js';
import { SystemTimers } from '../../../apps/api/src/platform/kernel/timers.js';
import { Outbox } from '../../../apps/api/src/platform/outbox/outbox.js';
import { createTestDatabase, type TestDatabase } from '../../harness/test-database.js';
import { testEnvironment } from '../../harness/test-environment.js';

const happened = declareEvent({
  name: 'unit.happened',
  summary: 'A test did something.',
  ids: 'names',
  audience: null,
});
const scope = systemScope('test', ['DE']);
const anna = { kind: 'user', id: 'u-anna', name: 'Anna' } as const;
const entry = (action: string) => ({ action, target: null, territory: 'DE' });

/** Only what time it is is another one. */
const OTHER_TIMERS = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'setInterval',
  'setTimeout',
  'clearImmediate',
  'clearInterval',
  'clearTimeout',
] as const;

let test: TestDatabase;
let database: Database;
let owner: pg.Client;
let unit: UnitOfWork;

beforeAll(async () => {
  test = await createTestDatabase();
  database = new Database(createPool(test.appUrl, 10, () => undefined));
  owner = new pg.Client({ connectionString: test.ownerUrl });
  await owner.connect();
  await owner.query('create table notes (text text); grant all on notes to leitstand_app');
  const outbox = new Outbox();
  const settings = Settings.fromEnvironment(testEnvironment(test));
  const trail = new AppendAuditEntries(
    new AuditRepository(),
    outbox,
    settings,
    new ChainBeginning(new AnchorFile(settings)),
  );
  unit = new UnitOfWork(database, trail, outbox);
});
beforeEach(async () => {
  await owner.query(
    'delete from notes; delete from outbox; delete from leases; delete from subscription_cursors',
  );
});
afterAll(async () => {
  await owner.end();
  await database.close();
  await test.drop();
});

const note = (write: Write, text: string) =>
  sql`insert into notes values (${text})`.execute(write.tx);
const texts = async (query: string) =>
  (await owner.query<{ text: string }>(query)).rows.map(({ text }) => text);
const entries = (prefix: string) =>
  texts(
    `select action || ' by ' || actor_id as text from audit_events where action like '${prefix}.%' order by seq`,
  );
const notes = () => texts('select text from notes order by text');
const events = () => texts('select type as text from outbox order by tx, id');

describe('the time of an audit event', () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  it('is that of the database, whatever the process that writes believes', async () => {
    const real = Date.now();
    jest.useFakeTimers({ now: real + 100 * 86_400_000, doNotFake: [...OTHER_TIMERS] });
    await unit.run(scope, (write) => {
      write.record(entry('time.told'));
      return Promise.resolve();
    });
    jest.useRealTimers();
    const { rows } = await owner.query<{ at: Date }>(
      `select at from audit_events where action = 'time.told'`,
    );
    expect(Math.abs((rows[0]?.at.getTime() ?? 0) - real)).toBeLessThan(3_600_000);
  });
});

describe('a write', () => {
  it('leaves its entries and events with what it changed, in the order they were given', async () => {
    await unit.run(scope, async (write) => {
      write.record(entry('order.first'));
      await note(write, 'one');
      write.emit(happened.of(['x'], 'DE'));
      write.record(entry('order.second'));
    });
    expect([await notes(), await entries('order'), await events()]).toEqual([
      ['one'],
      ['order.first by system:test', 'order.second by system:test'],
      ['unit.happened', 'audit.appended', 'audit.appended'],
    ]);
  });

  it('leaves large entries, too, in statements that the server takes', async () => {
    const before = { text: 'x'.repeat(3_000_000) };
    await unit.run(scope, (write) => {
      for (const n of [1, 2, 3, 4]) write.record({ ...entry(`large.${n}`), before });
    });
    expect(await entries('large')).toEqual([1, 2, 3, 4].map((n) => `large.${n} by system:test`));
  });

  it('leaves nothing at all when it fails', async () => {
    const failing = unit.run(scope, async (write) => {
      await note(write, 'one');
      write.record(entry('failed.done'));
      write.emit(happened.of(['x'], 'DE'));
      throw new Error('on second thoughts');
    });
    await expect(failing).rejects.toThrow('on second thoughts');
    expect([await notes(), await entries('failed'), await events()]).toEqual([[], [], []]);
  });

  it('has whoever acts through its scope on record, or whoever is known only later', async () => {
    const origin = { requestId: 'r-1', ip: null };
    await unit.run({ ...scope, onBehalfOf: { actor: anna, origin } }, (write) => {
      write.record(entry('actor.first'));
      write.recordAs({ ...anna, id: 'u-bert' }, entry('actor.second'));
    });
    expect(await entries('actor')).toEqual(['actor.first by u-anna', 'actor.second by u-bert']);
  });
});

describe('a write that leaves no record', () => {
  const mark = { name: 'new', tx: '1', id: 1 };
  const ways: [string, (write: Write) => Promise<unknown>][] = [
    ['insert into notes', ({ tx }) => sql`insert into notes values ('one')`.execute(tx)],
    ['update notes set', ({ tx }) => sql`update notes set text = 'two'`.execute(tx)],
    ['delete from notes', ({ tx }) => sql`delete from notes`.execute(tx)],
    [
      'with gone as (delete from notes',
      ({ tx }) =>
        sql`with gone as (delete from notes returning text) select text from gone`.execute(tx),
    ],
    [
      'insert into subscription_cursors',
      ({ tx }) => tx.insertInto('subscription_cursors').values(mark).execute(),
    ],
    [
      'update subscription_cursors',
      ({ tx }) => tx.updateTable('subscription_cursors').set({ id: 7 }).execute(),
    ],
    [
      'delete from subscription_cursors',
      ({ tx }) => tx.deleteFrom('subscription_cursors').execute(),
    ],
    [
      'insert into subscription_cursors',
      ({ tx }) =>
        tx
          .with('made', (made) =>
            made.insertInto('subscription_cursors').values(mark).returning('name'),
          )
          .selectFrom('made')
          .selectAll()
          .execute(),
    ],
  ];

  it.each(ways)('is refused as a whole: %s', async (statement, work) => {
    await owner.query(
      `insert into notes values ('old'); insert into subscription_cursors (name, tx, id) values ('old', '1', 1)`,
    );
    const failing = unit.run(scope, work);
    await expect(failing).rejects.toThrow(`a write left no record: ${statement}`);
    const cursors = await texts(`select name || ' ' || id as text from subscription_cursors`);
    expect([await notes(), cursors]).toEqual([['old'], ['old 1']]);
  });

  it('passes when nothing was there to write', async () => {
    await unit.run(scope, ({ tx }) => sql`delete from notes`.execute(tx));
    await unit.run(scope, ({ tx }) => tx.deleteFrom('subscription_cursors').execute());
    expect(await notes()).toEqual([]);
  });

  it('passes when it says why, and so does work that only read', async () => {
    await unit.run(scope, async (write) => {
      await note(write, 'one');
      write.unrecorded('a test looks at it');
    });
    const read = await unit.run(scope, async ({ tx }) => {
      const { rows } = await sql<{ text: string }>`select text from notes for update`.execute(tx);
      return rows.map(({ text }) => text);
    });
    expect(read).toEqual(['one']);
  });
});

describe('background work', () => {
  it('is recorded while its lease is held, and not any more once it is lost', async () => {
    const leases = new Leases(database, new SystemTimers());
    const work = (text: string) => async (write: Write) => {
      await note(write, text);
      write.record(entry('lease.used'));
    };
    const held = await leases.hold(scope, 'test.work', { ttl: 30_000 }, async (lease) => {
      await unit.fenced(lease, scope, work('in time'));
      await owner.query(`update leases set fence = fence + 1`);
      await expect(unit.fenced(lease, scope, work('too late'))).rejects.toThrow(LeaseLost);
    });
    expect([held.held, await notes(), await entries('lease')]).toEqual([
      true,
      ['in time'],
      ['lease.used by system:test'],
    ]);
  });
});
