import { AsyncLocalStorage } from 'node:async_hooks';

/** One transaction, and the one that it was begun inside of. `open` turns false when it ends, whatever still runs in its context. */
interface Frame {
  open: boolean;
  readonly outer: Frame | undefined;
}

const frames = new AsyncLocalStorage<Frame>();

/** Runs `work` as the inside of a database transaction: until it ends, `assertOutsideTransaction` throws within it. */
export async function insideTransaction<T>(work: () => Promise<T>): Promise<T> {
  const frame: Frame = { open: true, outer: frames.getStore() };
  try {
    return await frames.run(frame, work);
  } finally {
    frame.open = false;
  }
}

/**
 * Every call to the world outside begins with this. A transaction that waits for another server holds its locks and its
 * connection for as long, and ends when the server's time for idle transactions is over.
 * @param call what is about to be called, for the sentence
 * @throws Error when the caller is inside of a transaction: a fault of the program
 */
export function assertOutsideTransaction(call: string): void {
  for (let frame = frames.getStore(); frame; frame = frame.outer)
    if (frame.open) throw new Error(`${call} was called inside of a database transaction`);
}
