/** SQLSTATE classes and socket errors that mean "the server is unavailable", not "the statement was wrong". */
const UNAVAILABLE = /^(08|57P|53300)|^E(CONNREFUSED|CONNRESET|PIPE|NOTFOUND|TIMEDOUT|AI_AGAIN)$/;
/** The same from drivers (pg, ioredis) that give no code. */
const UNAVAILABLE_WORDS =
  /timeout exceeded when trying to connect|Connection terminated|not queryable|Connection is closed|Command timed out|enableOfflineQueue|max retries per request|^LOADING /;
/** SQLSTATEs of a server that is there but cannot do it now: cancelled, lock, deadlock, serialization, disk or memory full, read only, I/O. */
const BUSY = /^(57014|55P03|40001|40P01|25P03|25006|53\d{3}|58030)$/;

/** How pg says that nobody gave a connection back; one that cannot be made is said otherwise. */
const POOL_BUSY = 'timeout exceeded when trying to connect';

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}

/**
 * The connection broke after COMMIT was sent and before its answer was read. The transaction may have been committed: what it did must
 * not be taken for undone.
 */
export class CommitUnheard extends Error {
  override readonly name = 'CommitUnheard';

  constructor(cause: unknown) {
    super('the connection broke before PostgreSQL had answered to COMMIT', { cause });
  }
}

/** Whether `error` says that a server (PostgreSQL, Redis) cannot be reached right now. */
export function isServerUnavailable(error: unknown): boolean {
  if (error instanceof CommitUnheard) return true;
  if (error instanceof AggregateError) return error.errors.some(isServerUnavailable);
  return (
    UNAVAILABLE.test(codeOf(error)) ||
    (error instanceof Error && UNAVAILABLE_WORDS.test(error.message))
  );
}

/** Whether no connection came free in time: all of this process are in use, whatever the server does. */
export function isPoolBusy(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith(POOL_BUSY);
}

/** Whether PostgreSQL is there but could not do it now, so that the same may succeed later. Nothing of the transaction was kept. */
export function isServerBusy(error: unknown): boolean {
  return BUSY.test(codeOf(error));
}

/** Whether row-level security or a missing grant refused the statement. */
export function isRowSecurityViolation(error: unknown): boolean {
  return codeOf(error) === '42501';
}

/** Whether a statement was refused because of this constraint. */
export function isViolationOf(error: unknown, constraint: string): boolean {
  return (
    codeOf(error).startsWith('23') && (error as { constraint?: string }).constraint === constraint
  );
}

/** The table whose rows still refer to what a statement tried to delete, or that lacks what a statement refers to; else null. */
export function violatedReference(error: unknown): string | null {
  return isBrokenReference(error) ? ((error as { table?: string }).table ?? '') : null;
}

/** Whether a statement referred to a row that is not there, or is still referred to. */
export function isBrokenReference(error: unknown): boolean {
  return codeOf(error) === '23503';
}

/** Whether a row of the same key is there already. */
export function isDuplicate(error: unknown): boolean {
  return codeOf(error) === '23505';
}
