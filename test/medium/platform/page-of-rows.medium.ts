import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditRepository } from '../../../apps/api/src/audit/db/audit.repository.js';
import { SubjectsRepository } from '../../../apps/api/src/catalog/db/subjects.repository.js';
import { Database } from '../../../apps/api/src/platform/db/database.js';
import { pageOfRows } from '../../../apps/api/src/platform/db/page-of-rows.js';
import { createPool } from '../../../apps/api/src/platform/db/pool.js';
import type { Tx } from '../../../apps/api/src/platform/db/tx.js';
import { systemScope } from '../../../apps/api/src/platform/kernel/scope.js';
import { SloRowsRepository } from '../../../apps/api/src/slos/db/slo-rows.repository.js';
import { asOwner } from '../../harness/actors.js';
import { createTestDatabase, type TestDatabase } from '../../harness/test-database.js';

/** Rows of a megabyte, as they could be written before texts had limits; eight of them make an answer. */
const OLD = 12;
const names = Array.from({ length: OLD }, (_, n) => `old-${String(n).padStart(2, '0')}`);
const scope = systemScope('test', ['DE']);

let test: TestDatabase;
let database: Database;

beforeAll(async () => {
  test = await createTestDatabase();
  database = new Database(createPool(test.appUrl, 2, () => undefined));
  await asOwner({ database: test }, async (owner) => {
    await owner.query(
      `insert into subjects (id, slug, name, kind, description, territory, labels, version, created_at, updated_at)
       select gen_random_uuid(), slug, slug, 'service', '', 'DE', jsonb_build_object('old', repeat('x', 1000000)), 1, now(), now()
         from unnest($1::text[]) slug`,
      [names],
    );
    await owner.query(
      `insert into slos (id, slug, subject_id, territory, document, target, time_window, version, indicator_revision)
       select gen_random_uuid(), slug, id, 'DE', jsonb_build_object('metadata', jsonb_build_object('labels', labels)), '99', '30d', 1, 1 from subjects`,
    );
    await owner.query(
      `insert into audit_events (seq, at, actor_kind, actor_id, actor_name, action, territory, after, previous_hash, hash)
       select n, now(), 'system', 'system:test', 'test', 'old.written', 'DE', jsonb_build_object('old', repeat('x', 1000000)), '', ''
         from generate_series(1, $1::int) n`,
      [OLD],
    );
  });
});
afterAll(async () => {
  await database.close();
  await test.drop();
});

const read = <T>(work: (tx: Tx) => Promise<T>) => database.read(scope, work);

describe('rows from before texts had limits', () => {
  it('are loaded no further than an answer reaches, and each of them in its turn', async () => {
    let loaded = 0;
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const after: string = cursor;
      const page = await read((tx) =>
        pageOfRows(
          tx,
          tx.selectFrom('subjects').selectAll().where('slug', '>', after).orderBy('slug'),
          100,
          { itemOf: ({ slug }) => ((loaded += 1), slug), cursorOf: (slug) => slug },
        ),
      );
      seen.push(...page.items);
      cursor = page.nextCursor;
      if (seen.length < OLD) expect(loaded).toBeLessThan(OLD);
    }
    expect(seen).toEqual(names);
  });

  it('come in pages: subjects, and events of the audit trail', async () => {
    const subjects = await read((tx) => new SubjectsRepository().page(tx, { limit: 100 }));
    expect([subjects.items.length, subjects.nextCursor]).toEqual([8, 'old-07']);
    const events = await read((tx) => new AuditRepository().search(tx, {}, null, 100));
    expect([events.items.length, events.nextCursor]).toEqual([8, '5']);
    const rest = await read((tx) => new AuditRepository().search(tx, {}, 5, 100));
    expect([rest.items.length, rest.nextCursor]).toEqual([4, null]);
  });

  it('come whole as far as they go in the order that was asked for: objectives', async () => {
    const rows = new SloRowsRepository();
    const ids = await asOwner({ database: test }, async (owner) => {
      const found = await owner.query<{ id: string }>('select id from slos order by slug desc');
      return found.rows.map(({ id }) => id);
    });
    const found = await read((tx) => rows.rows(tx, ids));
    expect([...found.values()].map(({ slug }) => slug).toSorted()).toEqual(names.slice(-9));
  });
});

describe('ordinary rows', () => {
  it('come as many as are asked for, with a cursor only where there are more', async () => {
    const few = (limit: number) =>
      read((tx) =>
        pageOfRows(tx, tx.selectFrom('territories').select('code').orderBy('code'), limit, {
          itemOf: ({ code }) => code,
          cursorOf: (code) => code,
        }),
      );
    expect(await few(1)).toEqual({ items: ['CH'], nextCursor: 'CH' });
    expect(await few(2)).toEqual({ items: ['CH', 'DE'], nextCursor: null });
  });
});
