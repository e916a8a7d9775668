import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { Database } from '../../../apps/api/src/platform/db/database.js';
import { createPool } from '../../../apps/api/src/platform/db/pool.js';
import { problemOf } from '../../../apps/api/src/platform/http/problem.js';
import { systemScope, type Scope } from '../../../apps/api/src/platform/kernel/scope.js';
import { createTestDatabase, type TestDatabase } from '../../harness/test-database.js';
import { until } from '../../harness/until.js';

const POOL = 6;
let test: TestDatabase;
let database: Database;

beforeAll(async () => {
  test = await createTestDatabase();
  database = new Database(createPool(test.appUrl, POOL, () => undefined));
});
afterAll(async () => {
  await database.close();
  await test.drop();
});

const scopeOf = (id: string): Scope => ({
  ...systemScope('test', ['DE']),
  actor: { kind: 'user', id, name: id },
});

/** So many writers who hold what they have until they are let go. */
function writers(who: readonly string[]) {
  const { promise: end, resolve: letGo } = Promise.withResolvers<void>();
  let inside = 0;
  const codes = who.map((id) =>
    database
      .transaction(scopeOf(id), async (tx) => {
        await sql`select 1`.execute(tx);
        inside += 1;
        await end;
      })
      .then(
        () => 'written',
        ({ code }: { code: string }) => code,
      ),
  );
  return { codes: Promise.all(codes), inside: () => inside, letGo };
}
const people = (count: number) => Array.from({ length: count }, (_, n) => `person-${n}`);
const reads = async () => {
  const { rows } = await database.read(systemScope('test', ['DE']), (tx) =>
    sql<{ one: number }>`select 1 as one`.execute(tx),
  );
  return rows;
};

describe('many writes at once', () => {
  it('of one person wait outside of the pool: others read and write meanwhile', async () => {
    const { codes, inside, letGo } = writers(Array.from({ length: 20 }, () => 'anna'));
    await until('the first are inside', async () => inside() >= 3 && true);
    const ben = writers(['ben']);
    await until('somebody else is inside', async () => ben.inside() === 1 && true);
    expect(await Promise.all([reads(), reads()])).toEqual([[{ one: 1 }], [{ one: 1 }]]);
    expect(inside()).toBe(3);
    [ben.letGo, letGo].forEach((go) => go());
    expect(new Set([...(await codes), ...(await ben.codes)])).toEqual(new Set(['written']));
  });

  it('of one person are refused at once where more than a few wait', async () => {
    const { codes, inside, letGo } = writers(Array.from({ length: 30 }, () => 'anna'));
    await until('the first are inside', async () => inside() >= 3 && true);
    letGo();
    const all = await codes;
    expect(all.filter((code) => code === 'rate-limited')).toHaveLength(7);
    expect(all.filter((code) => code === 'written')).toHaveLength(23);
  });

  it('of many people leave two connections to those who read', async () => {
    const { codes, inside, letGo } = writers(people(20));
    await until('as many are inside as may', async () => inside() >= POOL - 2 && true);
    expect(await Promise.all([reads(), reads()])).toEqual([[{ one: 1 }], [{ one: 1 }]]);
    expect(inside()).toBe(POOL - 2);
    letGo();
    expect(new Set(await codes)).toEqual(new Set(['written']));
  });
});

describe('a pool that is used up', () => {
  it('is told as that, and not as a database that does not answer', async () => {
    const { promise: end, resolve: letGo } = Promise.withResolvers<void>();
    const held = Array.from({ length: POOL }, () =>
      database.read(systemScope('test', ['DE']), async (tx) => {
        await sql`select 1`.execute(tx);
        await end;
      }),
    );
    const error: unknown = await reads().catch((reason: unknown) => reason);
    letGo();
    await Promise.all(held);
    expect(problemOf(error, 'r-1')).toMatchObject({
      status: 503,
      detail: expect.stringContaining('All connections to the database are in use'),
    });
  });
});
