import { useCallback } from 'react';
import { createStore, useStore } from '../stores/store.js';
import { lateModule } from '../util/late-code.js';

const wanted = createStore(false);
const load = lateModule(() => import('@mantine/notifications'));

/** Whether anything was ever said; the toaster is fetched only then. */
export function useToasterWanted(): boolean {
  return useStore(wanted);
}

/** Says that something worked, politely, in the corner. */
export function useToast(): (message: string) => void {
  return useCallback((message) => {
    wanted.set(true);
    void load().then(
      ({ notifications }) => notifications.show({ message, role: 'status', withBorder: true }),
      () => undefined, // what it tells of is on screen, too
    );
  }, []);
}
