import { Kysely, sql } from 'kysely';
import type pg from 'pg';
import { CommitUnheard } from '../kernel/database-errors.js';
import { DomainError } from '../kernel/domain-error.js';
import { newId } from '../kernel/ids.js';
import { systemScope, type Scope } from '../kernel/scope.js';
import { insideTransaction } from '../kernel/transaction-guard.js';
import { Turns } from '../kernel/turns.js';
import { commitsHere, type CommitWitness } from './commit-witness.js';
import { DatabaseReader } from './database-reader.js';
import { PipeliningDialect } from './driver.js';
import { LOCAL_SETTINGS } from './pool.js';
import { Prepared } from './prepared.js';
import type { Schema } from './schema.js';
import type { Tx } from './tx.js';

/** Of one person: more at once only wait for each other, mostly for the same row. */
const OF_ONE = { inside: 3, waiting: 20 };
/** Connections that people's writes leave to reads and to background work. */
const LEFT_TO_OTHERS = 2;
const WAITING_OF_ALL = 200;
/** How often is asked what became of a COMMIT: connections that rested may be broken, too. */
const ASKED_AGAIN = 3;

/** The one door to the database: no statement without a transaction, no transaction without a scope. */
export class Database extends DatabaseReader {
  private readonly kysely: Kysely<Schema>;

  private readonly ofOne = new Turns(OF_ONE, tooManyOfOne);
  private readonly ofAll: Turns;
  private readonly entering: Prepared<[actor: string, territories: string], unknown>;

  /** @param isPooled whether the pool leads through a pooler in transaction mode */
  constructor(
    private readonly pool: pg.Pool,
    { isPooled = false } = {},
  ) {
    super();
    this.kysely = new Kysely<Schema>({ dialect: new PipeliningDialect(pool, !isPooled) });
    this.entering = entering(isPooled ? LOCAL_SETTINGS : []);
    const inside = Math.max(1, pool.options.max - LEFT_TO_OTHERS);
    this.ofAll = new Turns({ inside, waiting: WAITING_OF_ALL }, tooManyOfAll);
  }

  /**
   * Runs `work` in one transaction under `scope`; commits when it returns, rolls back when it throws.
   * Row-level security sees the scope's territories through `leitstand_territories()`. Nothing outside of the database may be
   * called by `work` (`assertOutsideTransaction`). What people write waits for its turn outside of the pool, so that many who wait for
   * one row leave connections to everybody else. Where the answer to COMMIT is not heard within a request whose transactions enter
   * themselves (`notingCommits`), that tells what became of it, and all goes on as if it had been heard.
   * @throws CommitUnheard when nobody knows whether it was committed; DomainError `rate-limited` when too many of one person wait, `dependency-unavailable` when too many of all do
   */
  transaction<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
    const { actor } = scope.onBehalfOf ?? scope;
    if (actor.kind === 'system') return this.written(scope, work);
    return this.ofOne.take(actor.id, () => this.ofAll.take('', () => this.written(scope, work)));
  }

  private async written<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
    const commits = commitsHere();
    if (!commits) return this.committed(scope, work);
    const [id, witness] = [newId(), commits.witnessOf(scope)];
    const done: T[] = [];
    try {
      await this.committed(scope, async (tx) => {
        done.push(await work(tx));
        await witness?.enter(tx, id);
      });
    } catch (error) {
      const isUnheard = error instanceof CommitUnheard && done.length > 0;
      if (!isUnheard) throw error;
      const was = witness ? await this.wasCommitted(scope, witness, id) : null;
      if (was === false) throw error.cause;
      commits.change();
      if (was === null) throw error;
    }
    commits.change();
    return done[0] as T;
  }

  /** @returns null when nobody can say */
  private async wasCommitted(
    scope: Scope,
    witness: CommitWitness,
    id: string,
  ): Promise<boolean | null> {
    for (let tries = 0; tries < ASKED_AGAIN; tries += 1) {
      const was = await this.committed(scope, (tx) => witness.settle(tx, id)).catch(() => null);
      if (was !== null) return was;
    }
    return null;
  }

  private committed<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
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

const tooManyOfOne = (): DomainError =>
  new DomainError(
    'rate-limited',
    `${OF_ONE.inside + OF_ONE.waiting} changes of yours are under way. This one was not made; send fewer at once.`,
  );

const tooManyOfAll = (): DomainError =>
  new DomainError(
    'dependency-unavailable',
    'Too many changes are under way. This one was not made; try again shortly.',
  );

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
