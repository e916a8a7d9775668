import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../../../apps/api/src/platform/db/database.js';
import { createPool } from '../../../apps/api/src/platform/db/pool.js';
import { systemScope } from '../../../apps/api/src/platform/kernel/scope.js';
import {
  Outbox,
  type OutboxPosition,
  type OutboxRow,
} from '../../../apps/api/src/platform/outbox/outbox.js';
import { createTestDatabase, type TestDatabase } from '../../harness/test-database.js';
import { until } from './event-stream.js';
import { declareEvent } from '../../../apps/api/src/platform/kernel/event.js';

const happened = declareEvent({
  name: 'test.happened',
  summary: 'A test did something.',
  ids: 'names',
  audience: null,
});
const WRITERS = 8;
const EACH = 25;

let test: TestDatabase;
let database: Database;
const outbox = new Outbox();
const [de, ch] = [systemScope('test', ['DE']), systemScope('test', ['CH'])];

beforeAll(async () => {
  test = await createTestDatabase();
  database = new Database(createPool(test.appUrl, 20, () => undefined));
});
afterAll(async () => {
  await database.close();
  await test.drop();
});

/** Reads on from `position` until nothing is new, the way a reader in production does. */
async function readOn(
  position: OutboxPosition,
  into: OutboxRow[],
  scope = de,
): Promise<OutboxPosition> {
  for (let at = position; ;) {
    const rows = await database.read(scope, (tx) => outbox.readAfter(tx, at, 7));
    const last = rows.at(-1);
    if (!last) return at;
    into.push(...rows);
    at = { tx: last.tx, id: last.id };
  }
}

describe('a reader of the outbox', () => {
  it('misses no row and meets none twice while transactions overlap and end in any order', async () => {
    const seen: OutboxRow[] = [];
    let position: OutboxPosition = { tx: '0', id: 0 };
    const writing = { still: true };
    const reader = (async () => {
      while (writing.still) position = await readOn(position, seen);
    })();
    const writer = async (name: number) => {
      for (let n = 0; n < EACH; n += 1) {
        await database.transaction(de, async (tx) => {
          await outbox.append(tx, happened.of([`${name}-${n}-a`], 'DE'));
          await database.read(
            de,
            () => new Promise((resolve) => setTimeout(resolve, (name * 7 + n * 3) % 11)),
          );
          await outbox.append(tx, happened.of([`${name}-${n}-b`], 'DE'));
        });
      }
    };
    await Promise.all(Array.from({ length: WRITERS }, (_, name) => writer(name)));
    writing.still = false;
    await reader;
    await until(async () => {
      position = await readOn(position, seen);
      return seen.length >= 2 * WRITERS * EACH;
    }, 'all rows were read');
    const ids = seen.flatMap((row) => row.ids);
    expect([ids.length, new Set(ids).size]).toEqual([2 * WRITERS * EACH, 2 * WRITERS * EACH]);
    const places = seen.map(({ tx, id }) => [Number(tx), id] as const);
    expect(places).toEqual(places.toSorted(([a, b], [c, d]) => a - c || b - d));
  });

  it('reads its own territories only, and what concerns the whole instance', async () => {
    const start = await database.read(ch, (tx) => outbox.head(tx));
    await database.transaction(systemScope('test', ['CH', 'DE']), (tx) =>
      outbox.append(
        tx,
        ...['CH', 'DE', null].map((territory) => happened.of([String(territory)], territory)),
      ),
    );
    const seen: OutboxRow[] = [];
    await until(async () => {
      seen.length = 0;
      await readOn(start, seen, ch);
      return seen.length > 0;
    }, 'the rows are settled');
    expect(seen.flatMap(({ ids }) => ids)).toEqual(['CH', 'null']);
    await expect(
      database.transaction(ch, (tx) => outbox.append(tx, happened.of([], 'DE'))),
    ).rejects.toThrow('row-level security');
  });

  it('keeps nothing of a transaction that failed', async () => {
    const before = await database.read(de, (tx) => outbox.head(tx));
    const failing = database.transaction(de, async (tx) => {
      await outbox.append(tx, happened.of(['never'], 'DE'));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    const seen: OutboxRow[] = [];
    await readOn(before, seen);
    expect(seen.flatMap(({ ids }) => ids)).not.toContain('never');
  });
});
