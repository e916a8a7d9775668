import { useCallback } from 'react';
import { createStore, useStore } from '../stores/store.js';
import { lateModule } from '../util/late-code.js';

const wanted = createStore(false);
/** What was said last, while it is worth reading: where the toaster could not be fetched, it is said without. */
const last = createStore<string | null>(null);
const READ_MS = 6_000;
let forgetting: ReturnType<typeof setTimeout>;
const load = lateModule(() => import('@mantine/notifications'));

/** Whether anything was ever said; the toaster is fetched only then. */
export function useToasterWanted(): boolean {
  return useStore(wanted);
}

/** What was said last, for a few seconds; else null. */
export function useLastToast(): string | null {
  return useStore(last);
}

/** Says that something worked, politely, in the corner. */
export function useToast(): (message: string) => void {
  return useCallback((message) => {
    wanted.set(true);
    last.set(message);
    clearTimeout(forgetting);
    forgetting = setTimeout(() => last.set(null), READ_MS);
    void load().then(
      ({ notifications }) => notifications.show({ message, role: 'status', withBorder: true }),
      () => undefined, // the plain one says it
    );
  }, []);
}
