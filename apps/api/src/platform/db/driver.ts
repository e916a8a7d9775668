import {
  AbortedTransactionError,
  CompiledQuery,
  PostgresDialect,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import type pg from 'pg';
import { CommitUnheard, isServerUnavailable } from '../kernel/database-errors.js';

/** A statement, and what its connection may do with it. */
export interface Statement extends CompiledQuery {
  /** under which a connection keeps it, read and planned; the text of a name never changes */
  readonly name?: string;
  /** nobody reads its answer: it may wait for the next statement of its transaction, and fail together with that */
  readonly rides?: boolean;
}

/** What the driver writes to; its types do not say so. */
type Written = { readonly connection?: { readonly stream: { cork(): void; uncork(): void } } };

const COUNTED = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);
/** How pg ends its sentence about a connection to which it writes no more. */
const NOT_SENT = 'is not queryable';
/** A plan whose columns have changed (a migration), and a statement that the server does not know any more. */
const STALE = new Set(['0A000', '26000']);

/**
 * A connection that asks the server once where it can. Statements whose answers nobody reads, such as the begin of a transaction, go
 * out in one write with the next one: each write of its own would wake the server, and its answer us, which costs both more than the
 * statement does.
 */
class Connection implements DatabaseConnection {
  private waiting: Statement[] = [];
  private isBegun = false;
  private isStale = false;

  /** @param keeps whether the server keeps statements for this connection */
  constructor(
    private readonly client: pg.PoolClient & Written,
    private readonly keeps: boolean,
  ) {}

  async executeQuery<R>(statement: Statement): Promise<QueryResult<R>> {
    if (statement.rides) {
      this.waiting.push(statement);
      return { rows: [] };
    }
    const { command, rowCount, rows } = await this.answerOf(statement);
    const counted = COUNTED.has(command) ? { numAffectedRows: BigInt(rowCount ?? 0) } : {};
    return { ...counted, rows: rows as R[] };
  }

  /**
   * Ends a transaction; one of which nothing was sent never began.
   * @throws AbortedTransactionError when the server rolled back instead; CommitUnheard when nobody knows whether it committed
   */
  async end(how: 'commit' | 'rollback'): Promise<void> {
    if (how === 'rollback' || !this.isBegun) this.waiting = [];
    if (!this.isBegun) return;
    const { command } = await this.answerOf(CompiledQuery.raw(how)).catch((error: unknown) => {
      throw how === 'commit' && mayHaveArrived(error) ? new CommitUnheard(error) : error;
    });
    if (how === 'commit' && command === 'ROLLBACK') throw new AbortedTransactionError();
  }

  /** @param broken whether nobody else may have it */
  release(broken: boolean): void {
    this.client.release(broken || this.isStale);
  }

  streamQuery(): never {
    throw new Error('rows are not streamed');
  }

  private async answerOf(statement: Statement): Promise<pg.QueryResult<object>> {
    this.isBegun = true;
    if (this.waiting.length === 0) return this.sent(statement);
    const all = [...this.waiting, statement];
    this.waiting = [];
    const { connection } = this.client;
    connection?.stream.cork();
    const answers = all.map((each) => this.sent(each));
    connection?.stream.uncork();
    // The first that failed is the reason why those behind it did: the transaction was aborted then, or never began.
    for (const answer of await Promise.allSettled(answers))
      if (answer.status === 'rejected') throw answer.reason;
    return answers[answers.length - 1] as Promise<pg.QueryResult<object>>;
  }

  private async sent({ sql: text, parameters, name }: Statement): Promise<pg.QueryResult<object>> {
    const values = parameters as unknown[];
    if (name === undefined || !this.keeps) return this.client.query(text, values);
    try {
      return await this.client.query({ name, text, values });
    } catch (error) {
      this.isStale ||= STALE.has((error as { code?: string }).code ?? '');
      throw error;
    }
  }
}

/** Whether what failed so may have reached the server: not so where the connection was known to be broken before anything was written. */
const mayHaveArrived = (error: unknown): boolean =>
  isServerUnavailable(error) && !(error instanceof Error && error.message.endsWith(NOT_SENT));

class PipeliningDriver implements Driver {
  private readonly broken = new WeakSet<DatabaseConnection>();

  constructor(
    private readonly pool: pg.Pool,
    private readonly keeps: boolean,
  ) {}

  init(): Promise<void> {
    return Promise.resolve();
  }

  async acquireConnection(): Promise<Connection> {
    return new Connection(await this.pool.connect(), this.keeps);
  }

  async beginTransaction(
    connection: Connection,
    { isolationLevel, accessMode }: TransactionSettings,
  ): Promise<void> {
    const isolation = isolationLevel ? ` isolation level ${isolationLevel}` : '';
    const text = `start transaction${isolation}${accessMode ? ` ${accessMode}` : ''}`;
    await connection.executeQuery({ ...CompiledQuery.raw(text), rides: true });
  }

  commitTransaction(connection: Connection): Promise<void> {
    return connection.end('commit');
  }

  /** One that fails is the end of the connection, and with it of the transaction; why it was to be rolled back is what has to be told. */
  async rollbackTransaction(connection: Connection): Promise<void> {
    await connection.end('rollback').catch(() => void this.broken.add(connection));
  }

  releaseConnection(connection: Connection): Promise<void> {
    connection.release(this.broken.has(connection));
    return Promise.resolve();
  }

  destroy(): Promise<void> {
    return this.pool.end();
  }
}

/** PostgreSQL through connections that pipeline. @param keeps whether its connections may keep statements: not so behind a pooler */
export class PipeliningDialect extends PostgresDialect {
  constructor(
    private readonly pool: pg.Pool,
    private readonly keeps: boolean,
  ) {
    super({ pool });
  }

  override createDriver(): Driver {
    return new PipeliningDriver(this.pool, this.keeps);
  }
}
