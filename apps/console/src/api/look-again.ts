import type { QueryClient } from '@tanstack/react-query';
import { setLooking } from '../stores/unclear.js';
import { asApiError, type ApiError } from './api-error.js';
import { isTouched } from './invalidations.js';
import type { LiveEventName } from './live-events.gen.js';

const EVERY_MS = 2_000;

/** Resolves after two seconds, or as soon as the device knows of a network again. */
export function soon(): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      clearTimeout(timer);
      window.removeEventListener('online', go);
      resolve();
    };
    const timer = setTimeout(go, EVERY_MS);
    window.addEventListener('online', go);
  });
}

/**
 * After a write of which nobody knows whether it arrived: asks for everything it may have changed, again and again until the server
 * answers. Nothing is sent a second time.
 * @param error of the write; whoever shows it learns how far this has come
 */
export async function lookAgain(
  queries: QueryClient,
  event: LiveEventName,
  error: ApiError,
): Promise<void> {
  const predicate = ({ queryKey }: { queryKey: readonly unknown[] }): boolean =>
    isTouched(queryKey, event);
  setLooking(error, 'looking');
  for (;;) {
    try {
      await queries.invalidateQueries({ predicate }, { throwOnError: true });
      break;
    } catch (fault) {
      // What the server refuses to tell it will not tell later.
      const { status } = asApiError(fault);
      if (status >= 400 && status < 500) break;
      await soon();
    }
  }
  setLooking(error, 'looked');
}
