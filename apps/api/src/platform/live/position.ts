import type { OutboxPosition } from '../outbox/outbox.js';

/** A place in the outbox and when it was there; the time tells whether what followed is still kept. */
export interface LivePosition extends OutboxPosition {
  readonly at: Date;
}

const SHAPE = /^(\d{1,20})-(\d{1,15})-(\d{1,12})$/;

/** The `id:` of an event. Opaque to clients; comes back as `Last-Event-ID`. */
export function idOf({ tx, id, at }: LivePosition): string {
  return `${tx}-${id}-${Math.floor(at.getTime() / 1000)}`;
}

/** @returns null for anything that `idOf` did not write */
export function positionOf(text: string): LivePosition | null {
  const [, tx, id, seconds] = SHAPE.exec(text) ?? [];
  return tx && id && seconds ? { tx, id: Number(id), at: new Date(Number(seconds) * 1000) } : null;
}

/** Whether `a` lies before `b`. */
export function isBefore(a: OutboxPosition, b: OutboxPosition): boolean {
  const [left, right] = [BigInt(a.tx), BigInt(b.tx)];
  return left === right ? a.id < b.id : left < right;
}
