// How the launcher says no: one line, which names the cause and the way out.

/** An expected failure. Its message is one sentence for people, complete with what to do. */
export class LauncherError extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message.replace(/\s+/g, ' ').trim());
    this.name = 'LauncherError';
  }
}

/** @type {Record<string, string>} */
const ADVICE = {
  ENOSPC:
    'the disk is full: free some space (Leitstand wants 1.5 GB) or set LEITSTAND_DATA_DIR to a larger disk',
  EDQUOT: 'the disk quota is used up: free some space or set LEITSTAND_DATA_DIR to another disk',
  EROFS: 'the file system is read-only: set LEITSTAND_DATA_DIR to a directory you may write to',
  EACCES:
    'permission denied: change its owner, or set LEITSTAND_DATA_DIR to a directory you may write to',
  EPERM:
    'not permitted: change its owner, or set LEITSTAND_DATA_DIR to a directory you may write to',
  EMFILE: 'too many open files: raise the limit (ulimit -n 4096) and start again',
  ENOMEM: 'out of memory: Leitstand wants 2 GB free',
  EAGAIN: 'no more processes may be started: raise the limit (ulimit -u) and start again',
};

/**
 * The code of an error of the system or of PostgreSQL, like `ENOENT`.
 * @param {unknown} error what was thrown
 * @returns {string | undefined} undefined when it has none
 */
export function codeOf(error) {
  return typeof error === 'object' && error !== null && 'code' in error
    ? String(error.code)
    : undefined;
}

/**
 * One line for any error.
 * @param {unknown} error what was thrown
 * @returns {string} a sentence that says what happened and, where known, what to do
 */
export function explain(error) {
  if (error instanceof LauncherError) return error.message;
  /** @type {{code?: string, path?: string, message?: string}} */
  const { code, path, message } = error ?? {};
  if (code && ADVICE[code]) return `${path ? `${path}: ` : ''}${ADVICE[code]}`;
  const full = /No space left on device|ENOSPC|disk full/i.test(message ?? '');
  if (full) return ADVICE.ENOSPC;
  return `unexpected: ${String(message ?? error).split('\n')[0]}`;
}

/**
 * Ends this process with the one line on standard error and exit code 1.
 * @param {unknown} error
 * @returns {never}
 */
export function die(error) {
  process.stderr.write(`leitstand: ${explain(error)}\n`);
  process.exit(1);
}
