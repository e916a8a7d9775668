import { Kysely, sql } from 'kysely';
import type pg from 'pg';
import { systemScope, type Scope } from '../kernel/scope.js';
import { insideTransaction } from '../kernel/transaction-guard.js';
import { DatabaseReader } from './database-reader.js';
import { PipeliningDialect } from './driver.js';
import { LOCAL_SETTINGS } from './pool.js';
import { Prepared } from './prepared.js';
import type { Schema } from './schema.js';
import type { Tx } from './tx.js';

/** The one door to the database: no statement without a transaction, no transaction without a scope. */
export class Database extends DatabaseReader {
  private readonly kysely: Kysely<Schema>;

  private readonly entering: Prepared<[actor: string, territories: string], unknown>;

  /** @param isPooled whether the pool leads through a pooler in transaction mode */
  constructor(
    private readonly pool: pg.Pool,
    { isPooled = false } = {},
  ) {
    super();
    this.kysely = new Kysely<Schema>({ dialect: new PipeliningDialect(pool, !isPooled) });
    this.entering = entering(isPooled ? LOCAL_SETTINGS : []);
  }

  /**
   * Runs `work` in one transaction under `scope`; commits when it returns, rolls back when it throws.
   * Row-level security sees the scope's territories through `leitstand_territories()`. Nothing outside of the database may be
   * called by `work` (`assertOutsideTransaction`).
   */
  transaction<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
    return insideTransaction(() =>
      this.kysely.transaction().execute(async (tx) => {
        await this.entering.rows(tx, ...placeOf(scope));
        return work(tx);
      }),
    );
  }

  /** Like `transaction`, but read only and on one snapshot, so that several queries agree with each other. */
  read<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
    const transaction = this.kysely
      .transaction()
      .setAccessMode('read only')
      .setIsolationLevel('repeatable read');
    return insideTransaction(() =>
      transaction.execute(async (tx) => {
        await this.entering.ride(tx, ...placeOf(scope));
        return work(tx);
      }),
    );
  }

  /** Resolves when the server answers; rejects with the driver's error otherwise. */
  async ping(): Promise<void> {
    await this.pool.query('select 1');
  }

  /** Whether the server takes writes: not so a standby, nor one with `default_transaction_read_only`. @throws as above */
  async takesWrites(): Promise<boolean> {
    const { rows } = await this.pool.query<{ writes: boolean }>(
      `select current_setting('transaction_read_only') = 'off' as writes`,
    );
    return rows[0]?.writes === true;
  }

  /** @throws Error when the application's role could get around row-level security */
  async assertRoleIsBound(): Promise<void> {
    const { rows } = await this.read(systemScope('start', []), (tx) =>
      sql<{ bound: boolean; owned: number; role: string }>`
        select r.rolname as role, not (r.rolsuper or r.rolbypassrls) as bound,
              (select count(*)::int from pg_class c where c.relowner = r.oid and c.relkind in ('r', 'p')) as owned
         from pg_roles r where r.rolname = current_user`.execute(tx),
    );
    const row = rows[0];
    if (!row?.bound || row.owned > 0) {
      throw new Error(
        `database role ${row?.role ?? '?'} must be NOSUPERUSER NOBYPASSRLS and own no table`,
      );
    }
  }

  async close(): Promise<void> {
    await this.kysely.destroy();
  }
}

/** All in one statement: every transaction pays for it. */
const entering = (more: readonly (readonly [name: string, value: string])[]) =>
  new Prepared<[actor: string, territories: string], unknown>(
    'leitstand-enter',
    (actor, territories) => {
      const locally = more.map(([name, value]) => sql`, set_config(${name}, ${value}, true)`);
      return sql`select set_config('leitstand.actor', ${actor}, true), set_config('leitstand.territories', ${territories}, true)${sql.join(locally, sql``)}`;
    },
  );

const placeOf = ({ actor, territories }: Scope): [actor: string, territories: string] => [
  actor.id,
  territories.join(','),
];
