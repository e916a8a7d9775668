/** SQLSTATE classes and socket errors that mean "the server is away", not "the statement was wrong". */
const AWAY = /^(08|57P|53300)|^E(CONNREFUSED|CONNRESET|PIPE|NOTFOUND|TIMEDOUT|AI_AGAIN)$/;

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}

/** Whether `error` says that a server (PostgreSQL, Redis) cannot be reached right now. */
export function isServerAway(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isServerAway);
  const message = error instanceof Error ? error.message : '';
  return AWAY.test(codeOf(error)) || /timeout exceeded when trying to connect|Connection terminated|Connection is closed/.test(message);
}

/** Whether row-level security or a missing grant refused the statement. */
export function isRowSecurityViolation(error: unknown): boolean {
  return codeOf(error) === '42501';
}

/** The table whose rows still refer to what a statement tried to delete, or that lacks what a statement refers to; else null. */
export function violatedReference(error: unknown): string | null {
  return codeOf(error) === '23503' ? ((error as { table?: string }).table ?? '') : null;
}
