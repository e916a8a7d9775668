import { Piscina } from 'piscina';
import { DomainError } from '../../platform/kernel/domain-error.js';
import type { Result } from '../../platform/kernel/result.js';
import { threadOf } from '../../platform/kernel/thread.js';
import { SystemTimers, Timers } from '../../platform/kernel/timers.js';
import type { Delivery } from '../domain/delivery.js';
import type { SourceKind } from '#contract';
import { readAlertmanager } from './alertmanager-webhook.js';
import { readGrafana } from './grafana-webhook.js';
import { readEvents } from './webhook-events.js';

/** Characters that are read at once; longer ones would keep everybody else waiting. */
const AT_ONCE = 256 * 1024;
/** ms that others may be read before; of its sender's ten seconds. */
const PATIENCE_MS = 4_000;
/** ms: what its sender no longer waits for is taken nevertheless, and then the same once more changes nothing. */
const LONGEST_MS = 30_000;
const MAX_HEAP_MB = 512;
const IDLE_MS = 30_000;

/** What a thread is given. */
export type ReadingTask = readonly [
  text: string,
  /** of a body that is signed: when it was */
  received: Date,
  telling: readonly string[],
  kind: SourceKind,
];
type Read = Result<Delivery, string>;
type Reading = (task: ReadingTask, signal: AbortSignal) => Promise<Read>;

let pool: Piscina<ReadingTask, Read> | null = null;
const readAside = oneAtATime((task, signal) => (pool ??= begin()).run(task, { signal }), {
  patience: PATIENCE_MS,
  longest: LONGEST_MS,
});

/**
 * Reads a delivery, a long one in a thread of its own.
 * @returns the sentence that says why it cannot be read, where it cannot
 * @throws DomainError `dependency-unavailable` when others are read before it for long: the sender tries again; `payload-too-large` when it
 * takes too long itself, or too much memory
 */
export async function readDelivery(...task: ReadingTask): Promise<Read> {
  return task[0].length <= AT_ONCE ? readByKind(task) : readAside(task);
}

const READERS = {
  alertmanager: readAlertmanager,
  grafana: readGrafana,
  webhook: readEvents,
} as const satisfies Record<SourceKind, (...task: [string, Date, readonly string[]]) => Read>;

/** Reads a delivery as its kind of source writes it. */
export function readByKind([text, received, telling, kind]: ReadingTask): Read {
  return READERS[kind](text, received, telling);
}

/**
 * Reads one delivery after the other.
 * @param reading gives up on the signal
 * @param limits ms: how long others may be read before, and how long one may take itself
 * @returns throws as `readDelivery`
 */
export function oneAtATime(
  reading: Reading,
  { patience, longest }: { readonly patience: number; readonly longest: number },
  timers: Timers = new SystemTimers(),
): (task: ReadingTask) => Promise<Read> {
  const waiting = new Set<() => void>();
  let isReading = false;
  const turn = () =>
    new Promise<void>((resolve, reject) => {
      const cancel = timers.after(patience, () => {
        waiting.delete(go);
        reject(busy());
      });
      const go = () => {
        cancel();
        waiting.delete(go);
        resolve();
      };
      waiting.add(go);
    });
  return async (task) => {
    if (isReading) await turn();
    isReading = true;
    try {
      return await reading(task, AbortSignal.timeout(longest));
    } catch (error) {
      const { name, code } = error as { name?: string; code?: string };
      throw name === 'AbortError' || code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch() : error;
    } finally {
      const [next] = waiting;
      if (next) next();
      else isReading = false;
    }
  };
}

function busy(): DomainError {
  return new DomainError(
    'dependency-unavailable',
    'Other large deliveries are being read. Nothing was taken; try again shortly.',
  );
}

function tooMuch(): DomainError {
  return new DomainError(
    'payload-too-large',
    `The delivery takes longer than ${LONGEST_MS / 1000} s to read, or more than ${MAX_HEAP_MB} MB of memory. Nothing was taken: set max_alerts in Alertmanager.`,
  );
}

function begin(): Piscina<ReadingTask, Read> {
  return new Piscina({
    ...threadOf(new URL('./delivery-worker.js', import.meta.url)),
    name: 'read',
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_MS,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
  });
}
