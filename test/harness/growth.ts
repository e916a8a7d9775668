/** Sizes are this many times apart: work that grows with the square of them differs by 64, linear work by 8. */
const FACTOR = 8;
const BETWEEN = 24;
/** What takes less is no burden, and too little to compare. */
const NOTHING_MS = 60;
/** Processor time is counted in ticks. */
const TICK_MS = 4;
const TRIALS = 3;

/** Processor time of this thread alone, in ms, so that neither other processes nor a collector of garbage beside it count. */
export function cost(work: () => unknown): number {
  const before = process.threadCpuUsage();
  try {
    work();
  } catch {
    // refusing is an answer like any other
  }
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

/**
 * Compares what a reader takes for a text and for one eight times as long. The best of some trials counts: noise only adds.
 * @param make a text of about this many characters
 * @returns what is wrong, in words; null when time grows with length
 */
export function growsTooFast<T>(
  make: (length: number) => T,
  read: (text: T) => unknown,
  length: number,
): string | null {
  const [short, long] = [make(length), make(length * FACTOR)];
  cost(() => read(short)); // compiled by now
  const best = (text: T) =>
    Math.min(...Array.from({ length: TRIALS }, () => cost(() => read(text))));
  if (cost(() => read(long)) < NOTHING_MS) return null;
  const large = best(long);
  const small = best(short);
  const ratio = large / Math.max(small, TICK_MS);
  return ratio <= BETWEEN
    ? null
    : `${length} characters take ${small.toFixed(1)} ms, ${FACTOR} times as many ${large.toFixed(1)} ms`;
}
