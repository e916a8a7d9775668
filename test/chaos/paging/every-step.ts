import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { until } from '../../harness/until.js';
import { webhook } from './deliveries.js';
import type { Death, LastWord, Order } from './mortal-words.js';
import type { Rig } from './rig.js';

/** Whoever comes after the one that died, and the one that dies next. */
const [RESCUER, VICTIM] = [0, 1];
const PATIENCE_MS = 90_000;
/** A step of which the other side may have all while nobody here knows: it is died at twice. */
const MAY_BE_UNHEARD = /^(commit|mail)/i;

/** One death, and what came after it. */
export interface Died extends Death {
  readonly what: string;
  readonly mark: string;
  /** seconds until somebody else had seen to it that the page was told */
  readonly recovery: number;
}

/**
 * Lets a worker die at every step from an incident to its page, one incident and one worker for each, and another worker come after it.
 * @param stride every so many steps only
 * @param most so many steps at most, from a first one
 */
export async function dieAtEveryStep(
  rig: Rig,
  { stride, first = 1, most = Infinity }: { stride: number; first?: number; most?: number },
): Promise<{ readonly deaths: readonly Died[]; readonly marks: readonly string[] }> {
  const deaths: Died[] = [];
  const marks: string[] = [];
  order(rig.worker(RESCUER), { do: 'sleep' });
  let next = rig.startWorker(VICTIM, { isAsleep: true });
  const queue: Death[] = [{ step: first, side: 'before' }];
  for (let death = queue.shift(); death && deaths.length < most; death = queue.shift()) {
    await next;
    const victim = rig.worker(VICTIM);
    const [told] = rig.next(`step${death.step}${death.side}`, 1);
    if (!told) break;
    marks.push(told.mark);
    const fate = fateOf(victim, () => rig.isTold(told.mark));
    order(victim, { do: 'wake', death });
    await rig.sender.send(webhook([{ ...told, startsAt: new Date() }]));
    const what = await fate;
    if (what === null) break; // it lived to tell
    const died = performance.now();
    next = rig.startWorker(VICTIM, { isAsleep: true });
    order(rig.worker(RESCUER), { do: 'wake', death: null });
    await until(`a page about ${told.mark}`, () => rig.isTold(told.mark), PATIENCE_MS);
    const recovery = (performance.now() - died) / 1000;
    await rig.quiet();
    order(rig.worker(RESCUER), { do: 'sleep' });
    deaths.push({ ...death, what, mark: told.mark, recovery });
    if (death.side === 'before' && MAY_BE_UNHEARD.test(what))
      queue.push({ ...death, side: 'after' });
    if (queue.length === 0) queue.push({ step: death.step + stride, side: 'before' });
  }
  await next;
  return { deaths, marks };
}

function order(worker: ChildProcess, word: Order): void {
  worker.send(word);
}

/** At which step a worker died; null when it lived until the page was told. */
async function fateOf(worker: ChildProcess, isTold: () => boolean): Promise<string | null> {
  let last: string | null = null;
  worker.on('message', ({ what }: LastWord) => (last = what));
  const gone = once(worker, 'exit').then(() => last ?? 'something else');
  const lived = until('a page, or a death', isTold, PATIENCE_MS).then(() => null);
  const fate = await Promise.race([gone, lived]);
  lived.catch(() => undefined);
  // What comes after the page, like its record, is a step as well.
  if (fate !== null || worker.signalCode !== null) return fate ?? last;
  return Promise.race([gone, isOver()]);
}

/** Long enough for what is recorded after a page. */
function isOver(): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), 3000));
}
