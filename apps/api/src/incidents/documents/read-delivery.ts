import { Piscina } from 'piscina';
import { DomainError } from '../../platform/kernel/domain-error.js';
import type { Result } from '../../platform/kernel/result.js';
import type { Delivery } from '../domain/delivery.js';
import { readAlertmanager } from './alertmanager-webhook.js';

/** Characters that are read at once; longer ones would keep everybody else waiting. */
const AT_ONCE = 256 * 1024;
const TIMEOUT_MS = 8_000;
const MAX_WAITING = 8;
const MAX_HEAP_MB = 512;
const IDLE_MS = 30_000;

/** What a thread is given: the parameters of `readAlertmanager`. */
export type ReadingTask = readonly [text: string, received: Date, telling: readonly string[]];
type Read = Result<Delivery, string>;

let pool: Piscina<ReadingTask, Read> | null = null;

/**
 * Reads a delivery, a long one in a thread of its own.
 * @returns the sentence that says why it cannot be read, where it cannot
 * @throws DomainError `dependency-unavailable` when too many wait, or it takes too long: the sender tries again
 */
export async function readDelivery(...task: ReadingTask): Promise<Read> {
  if (task[0].length <= AT_ONCE) return readAlertmanager(...task);
  pool ??= begin();
  if (pool.queueSize >= MAX_WAITING) throw busy();
  try {
    return await pool.run(task, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (error) {
    const { name, code } = error as { name?: string; code?: string };
    throw name === 'AbortError' || code === 'ERR_WORKER_OUT_OF_MEMORY' ? busy() : error;
  }
}

function busy(): DomainError {
  return new DomainError(
    'dependency-unavailable',
    'Other large deliveries are being read. Nothing was taken; try again shortly.',
  );
}

/** The sources run as they are in tests. */
function begin(): Piscina<ReadingTask, Read> {
  const kind = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return new Piscina({
    filename: new URL(`./delivery-worker.${kind}`, import.meta.url).href,
    name: 'read',
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_MS,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
  });
}
