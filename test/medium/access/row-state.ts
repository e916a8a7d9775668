import { asOwner } from '../../harness/actors.js';
import type { TestApp } from '../../harness/test-app.js';

type Test = Pick<TestApp, 'database'>;

/** A table that the application may touch at all. */
export interface TableFacts {
  readonly name: string;
  readonly hasTerritory: boolean;
  readonly rowSecurity: boolean;
  readonly policies: number;
}

/** Every table, partition and view that the application's role may read or write. */
export function reachableTables(test: Test): Promise<TableFacts[]> {
  return asOwner(test, async (client) => {
    const { rows } = await client.query<TableFacts>(
      `select c.relname as name, c.relrowsecurity as "rowSecurity",
              exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'territory' and not a.attisdropped) as "hasTerritory",
              (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
         from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind in ('r', 'p', 'v', 'm')
          and (has_table_privilege('leitstand_app', c.oid, 'select, insert, update, delete') or has_any_column_privilege('leitstand_app', c.oid, 'select, insert, update'))
        order by 1`,
    );
    return rows;
  });
}

/** What a policy lets the application do, in short words. */
export interface PolicyFacts {
  readonly table: string;
  readonly policy: string;
  /** `territory`: rows of the scope's territories; `room access`: whatever the actor `system:access` touches */
  readonly who: string;
}

/** Conditions as PostgreSQL writes them → words; every other one stays as it is. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/::text(\[\])?/g, ''],
  [/\( ?SELECT leitstand_(\w+)\(\) AS leitstand_\w+\)/g, 'leitstand_$1()'],
  [/\(leitstand_(territories|actor)\(\)\)/g, 'leitstand_$1()'],
  [/\(leitstand_actor\(\) = 'system:([\w-]+)'\)/g, 'room $1'],
  [/\(territory = ANY leitstand_territories\(\)\)/g, 'territory'],
  [/\(territory IS NULL\)/g, 'none'],
];

/** Every policy for the application's role, by table and name. */
export function policies(test: Test): Promise<PolicyFacts[]> {
  return asOwner(test, async (client) => {
    const { rows } = await client.query<Record<'table' | 'policy' | 'sees' | 'leaves', string>>(
      `select tablename as table, policyname as policy, coalesce(qual, '') as sees, coalesce(with_check, '') as leaves
         from pg_policies where schemaname = 'public' and 'leitstand_app' = any (roles) order by 1, 2`,
    );
    const said = (condition: string) =>
      WORDS.reduce((text, [pattern, word]) => text.replace(pattern, word), condition).replaceAll(
        /\s+/g,
        ' ',
      );
    return rows.map(({ table, policy, sees, leaves }) => ({
      table,
      policy,
      who: [...new Set([said(sees), said(leaves)].filter(Boolean))].join(' → '),
    }));
  });
}

/** Moves by itself: signs of life and notes of last use, which say nothing of what a request changed. */
const RESTLESS = new Set(['heartbeats']);
const RESTLESS_COLUMNS = ['last_seen_at', 'last_used_at'];

/** Count and content of every table, seen by their owner, so that every write shows. */
export function rowState(test: Test): Promise<Record<string, string>> {
  return asOwner(test, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      "select quote_ident(c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r'",
    );
    const without = RESTLESS_COLUMNS.map((column) => ` - '${column}'`).join('');
    const parts = tables
      .filter(({ name }) => !RESTLESS.has(name))
      .map(
        ({ name }) =>
          `select '${name}' as name, count(*) || ':' || coalesce(sum(hashtextextended((to_jsonb(t)${without})::text, 0)), 0) as state from ${name} t`,
      );
    const { rows } = await client.query<{ name: string; state: string }>(parts.join(' union all '));
    return Object.fromEntries(rows.map(({ name, state }) => [name, state]));
  });
}
