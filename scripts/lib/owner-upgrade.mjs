// Clusters of earlier versions have one superuser, who owns our tables, too. What PostgreSQL does not take away from the role that a cluster
// was made with, it lets go on under another name: the superuser becomes `leitstand_admin`, and an ordinary `leitstand_owner` takes over.
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from './fail.mjs';
import { ADMIN, APP, DATABASE, OWNER, connected, url, withOurPasswords } from './postgres.mjs';
import { secret } from './secrets.mjs';

/** @import { Client } from 'pg' */

const SECRET = 'postgres-admin';
/** The password to come; it bears the other name when all is done. */
const PENDING = 'postgres-admin.pending';
/** A session cannot rename its own role: this one does, and is gone afterwards. */
const HELPER = 'leitstand_upgrade';
/** SQLSTATE: a role of that name is there already. */
const TAKEN = '42710';

/** Whatever of ours belongs to the superuser of the beginning (10), as statements that hand it over. */
const HAND_OVER = `select format('alter %s %s owner to ${OWNER}', kind, name) as statement from (
    select 'pg_class'::regclass as class, oid, relowner as owner, oid::regclass::text as name,
           case relkind when 'S' then 'sequence' when 'v' then 'view' when 'm' then 'materialized view' else 'table' end as kind
      from pg_class c where relkind in ('r', 'p', 'v', 'm') or relkind = 'S' and not exists (
        select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype in ('a', 'i'))
    union all select 'pg_proc'::regclass, oid, proowner, oid::regprocedure::text, 'routine' from pg_proc
    union all select 'pg_type'::regclass, oid, typowner, oid::regtype::text, 'type' from pg_type where typtype in ('d', 'e')
    union all select 'pg_collation'::regclass, c.oid, collowner, format('%I.%I', nspname, collname), 'collation'
      from pg_collation c join pg_namespace n on n.oid = collnamespace
    union all select 'pg_namespace'::regclass, oid, nspowner, quote_ident(nspname), 'schema' from pg_namespace where nspname !~ '^pg_'
  ) o where owner = 10 and oid >= 16384
    and not exists (select from pg_depend d where d.classid = o.class and d.objid = o.oid and d.deptype = 'e')`;

/**
 * Makes an ordinary role of an owner that is still the superuser. Everything that counts is one transaction, so that a start that is killed
 * leaves the old state or the new one; the next goes on from either.
 * @param {number} port of the running server
 * @param {{secrets: string, owner: string}} words folder of the secrets, and the owner's password
 * @returns {Promise<{admin: string | null, note: string}>} the password of the cluster's own superuser, null where the owner had to stay it;
 *   and what is to be said, nothing where nothing had to be done
 */
export async function separateOwner(port, { secrets, owner }) {
  if (existsSync(join(secrets, SECRET))) return { admin: secret(secrets, SECRET), note: '' };
  const admin = secret(secrets, PENDING);
  try {
    await withOurPasswords(() => handOver(port, { admin, owner }));
  } catch (error) {
    if (codeOf(error) !== TAKEN) throw error;
    return { admin: null, note: `${OWNER} stays the superuser: there is another ${ADMIN}` };
  }
  renameSync(join(secrets, PENDING), join(secrets, SECRET));
  return { admin, note: `${OWNER} is no superuser any more` };
}

/**
 * @param {number} port
 * @param {{admin: string, owner: string}} words
 */
async function handOver(port, { admin, owner }) {
  const adminUrl = url(ADMIN, admin, port, 'postgres');
  if (!(await opens(adminUrl))) {
    const ownerUrl = url(OWNER, owner, port, 'postgres');
    const database = await connected(ownerUrl, async (client) => {
      await client.query(`drop role if exists ${HELPER}`);
      await client.query(`create role ${HELPER} superuser login password '${admin}'`);
      const { rowCount } = await client.query('select from pg_database where datname = $1', [
        DATABASE,
      ]);
      return rowCount ? DATABASE : 'postgres';
    });
    try {
      await connected(url(HELPER, admin, port, database), (client) =>
        separate(client, { admin, owner, database }),
      );
    } catch (error) {
      await connected(ownerUrl, (client) => client.query(`drop role if exists ${HELPER}`));
      throw error;
    }
  }
  await connected(adminUrl, (client) => client.query(`drop role if exists ${HELPER}`));
}

/**
 * @param {Client} client in the database whose objects are handed over
 * @param {{admin: string, owner: string, database: string}} words
 */
async function separate(client, { admin, owner, database }) {
  await client.query('begin');
  await client.query(`alter role ${OWNER} rename to ${ADMIN}`);
  await client.query(`alter role ${ADMIN} password '${admin}'`);
  await client.query(
    `create role ${OWNER} login nosuperuser nobypassrls nocreatedb nocreaterole noreplication password '${owner}'`,
  );
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [APP]);
  if (rowCount) await client.query(`grant ${APP} to ${OWNER}`);
  if (database === DATABASE) {
    await client.query(`alter database ${DATABASE} owner to ${OWNER}`);
    const { rows } = await client.query(HAND_OVER);
    for (const { statement } of rows) await client.query(statement);
  }
  await client.query('commit');
}

/** @param {string} login */
async function opens(login) {
  try {
    await connected(login, (client) => client.query('select 1'));
    return true;
  } catch (error) {
    if (codeOf(error) !== '28P01') throw error;
    return false;
  }
}
