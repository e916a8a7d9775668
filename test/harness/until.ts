import { setTimeout as pause } from 'node:timers/promises';

const EVERY_MS = 100;

/**
 * Polls a condition until it gives something truthy.
 * @throws Error naming `what` when it does not hold within `withinMs`
 */
export async function until<T>(
  what: string,
  condition: () => Promise<T | false | null | undefined> | T | false | null | undefined,
  withinMs = 10_000,
): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (performance.now() > deadline) throw new Error(`not within ${withinMs / 1000} s: ${what}`);
    await pause(EVERY_MS);
  }
}
