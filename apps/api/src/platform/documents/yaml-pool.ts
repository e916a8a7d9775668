import { Piscina } from 'piscina';
import { DomainError } from '../kernel/domain-error.js';
import { threadOf } from '../kernel/thread.js';
import { Turns } from '../kernel/turns.js';
import type { StreamRead } from './yaml-stream.js';

/** As long as the largest stream takes on a machine that has other things to do, twice. */
const TIMEOUT_MS = 30_000;
const MAX_WAITING = 8;
const MAX_HEAP_MB = 512;
/** A thread costs memory, and large streams come rarely. */
const IDLE_MS = 30_000;

let pool: Piscina<string, StreamRead | null> | null = null;

/** One of a person is with the thread, and whoever else comes is next, however many of theirs wait. */
const turns = new Turns(
  { inside: 1, waiting: 2 },
  () =>
    new DomainError(
      'rate-limited',
      'Other large documents of yours are being read. Nothing was changed; send them one after the other.',
    ),
);

/**
 * Reads a stream in a thread of its own, so that nobody else waits for it; one at a time.
 * @param who sent it
 * @throws DomainError `payload-too-large` when it takes too long or too much memory, `dependency-unavailable` when too many wait,
 *   `rate-limited` when too many of `who` wait
 */
export function readAside(source: string, who: string): Promise<StreamRead | null> {
  return turns.take(who, () => inThread(source));
}

async function inThread(source: string): Promise<StreamRead | null> {
  pool ??= begin();
  if (pool.queueSize >= MAX_WAITING)
    throw new DomainError(
      'dependency-unavailable',
      'Other large documents are being read. Nothing was changed; try again shortly.',
    );
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  try {
    return await pool.run(source, { signal });
  } catch (error) {
    throw refusalOf(error) ?? error;
  }
}

function begin(): Piscina<string, StreamRead | null> {
  return new Piscina({
    ...threadOf(new URL('./yaml-worker.js', import.meta.url)),
    name: 'read',
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_MS,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
  });
}

function refusalOf(error: unknown): DomainError | null {
  const { name, code } = error as { name?: string; code?: string };
  if (name === 'AbortError' || code === 'ERR_WORKER_OUT_OF_MEMORY')
    return new DomainError(
      'payload-too-large',
      'These documents take too long to read, or too much memory. Send fewer at once. Nothing was changed.',
    );
  return null;
}
