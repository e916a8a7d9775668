import { Socket } from 'node:net';
import pg from 'pg';

/** The role every statement of the application runs under: owns no table, so row-level security binds it. */
export const APP_ROLE = 'leitstand_app';

/** A connection or a free place in the pool comes within this time, or not at all. */
export const CONNECT_TIMEOUT_MS = 3000;
/** The server ends statements after this time, and transactions that sit idle. */
const STATEMENT_TIMEOUT_MS = 15_000;
const IDLE_IN_TRANSACTION_MS = 30_000;
/** By then every living server has said something. One that hangs, or whose network is gone, says nothing for ever. */
const SILENCE_MS = IDLE_IN_TRANSACTION_MS + 1000;

const INT8 = 20;

/** bigint columns as numbers: counters and sequence numbers here stay below 2^53. numeric stays a string (exact). */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === INT8 && format !== 'binary'
      ? (value: string) => Number(value)
      : pg.types.getTypeParser(oid, format),
};

/** What holds on each of our connections, by name. */
const SESSION = {
  TimeZone: 'UTC',
  statement_timeout: STATEMENT_TIMEOUT_MS,
  idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
} as const;
const AS_APP = { role: APP_ROLE, ...SESSION } as const;

/** The same for one transaction: a pooler in between may give the next one another connection, and this one to somebody else. */
export const LOCAL_SETTINGS: readonly (readonly [name: string, value: string])[] = Object.entries(
  AS_APP,
).map(([name, value]) => [name, String(value)]);

/**
 * A pool whose connections run as the application's role. Every wait in it ends: for a connection, for a statement, for a silent server.
 * @param url connection URL; its login is the role itself or a member of it
 * @param onError hears of connections that die at rest; one that dies under way fails its transaction. The pool replaces both
 */
export function createPool(url: string, max: number, onError: (error: Error) => void): pg.Pool {
  return poolOf(url, max, AS_APP, onError);
}

/** A pool through a pooler in transaction mode: its connections are nobody's, and each transaction says all by itself (`LOCAL_SETTINGS`). */
export function createPooledPool(
  url: string,
  max: number,
  onError: (error: Error) => void,
): pg.Pool {
  return poolOf(url, max, {}, onError);
}

/** A pool whose connections run as their login: the owner of the tables, for commands of the operator. */
export function createOwnerPool(url: string): pg.Pool {
  return poolOf(url, 2, SESSION, () => undefined);
}

function poolOf(
  url: string,
  max: number,
  session: Readonly<Record<string, string | number>>,
  onError: (error: Error) => void,
): pg.Pool {
  const options = Object.entries(session).map(([name, value]) => `-c ${name}=${value}`);
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    ...(options.length > 0 ? { options: options.join(' ') } : {}),
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    pipeline: true, // what is asked for at once is sent at once
    stream: impatientSocket,
    application_name: 'leitstand',
  });
  pool.on('error', onError);
  // The pool listens only while a connection rests: one that dies between two statements of a transaction would end the process.
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return pool;
}

/** What came while this process itself was asleep is read before its server is called silent. */
function impatientSocket(): Socket {
  const socket = new Socket();
  socket.setTimeout(SILENCE_MS, () => {
    const before = socket.bytesRead;
    const given = () => {
      if (socket.bytesRead === before) socket.destroy(silence());
      else socket.setTimeout(SILENCE_MS);
    };
    // Timers come before what was received: one whole turn, and then it was read.
    setImmediate(() => setImmediate(given));
  });
  return socket;
}

const silence = (): Error =>
  Object.assign(new Error(`PostgreSQL said nothing for ${SILENCE_MS / 1000} s`), {
    code: 'ETIMEDOUT',
  });
