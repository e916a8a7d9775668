import pg from 'pg';

/** Everything that makes a schema, as text that can be compared: structure, rules, rights, words and seeded rows. */
const QUERIES: Readonly<Record<string, string>> = {
  columns: `select c.relname, a.attname, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull, a.attidentity, pg_get_expr(d.adbin, d.adrelid) as default
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') order by 1, a.attnum`,
  tables: `select relname, relkind, relrowsecurity, relforcerowsecurity, obj_description(oid) as comment, relacl::text[] as rights
    from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'S') order by 1`,
  columnRights: `select attrelid::regclass::text as relname, attname, attacl::text[] as rights, col_description(attrelid, attnum) as comment
    from pg_attribute join pg_class c on c.oid = attrelid where c.relnamespace = 'public'::regnamespace and attnum > 0 and not attisdropped order by 1, 2`,
  constraints: `select conrelid::regclass::text as relname, conname, pg_get_constraintdef(oid) as is from pg_constraint where connamespace = 'public'::regnamespace order by 1, 2`,
  indexes: `select tablename, indexname, indexdef from pg_indexes where schemaname = 'public' order by 1, 2`,
  policies: `select tablename, policyname, roles::text[], cmd, qual, with_check from pg_policies where schemaname = 'public' order by 1, 2`,
  triggers: `select pg_get_triggerdef(oid) as is from pg_trigger where not tgisinternal order by 1`,
  functions: `select proname, pg_get_functiondef(oid) as is, obj_description(oid) as comment, proacl::text[] as rights from pg_proc
    where pronamespace = 'public'::regnamespace order by 1`,
  types: `select typname from pg_type where typnamespace = 'public'::regnamespace and typtype in ('e', 'd') order by 1`,
  schemaRights: `select nspacl::text[] as rights from pg_namespace where nspname = 'public'`,
  territories: 'select code, name_de, name_en from territories order by 1',
  head: 'select * from audit_head',
};

/** @param skip names of queries to leave out */
export async function schemaSnapshot(
  url: string,
  skip: readonly string[] = [],
): Promise<Record<string, unknown[]>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const found: Record<string, unknown[]> = {};
    for (const [name, text] of Object.entries(QUERIES))
      if (!skip.includes(name)) found[name] = (await client.query(text)).rows as unknown[];
    return found;
  } finally {
    await client.end();
  }
}
