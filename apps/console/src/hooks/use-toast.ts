import { useCallback } from 'react';
import { createStore, useStore } from '../stores/store.js';

const wanted = createStore(false);

/** Whether anything was ever said; the toaster is fetched only then. */
export function useToasterWanted(): boolean {
  return useStore(wanted);
}

/** Says that something worked, politely, in the corner. */
export function useToast(): (message: string) => void {
  return useCallback((message) => {
    wanted.set(true);
    void import('@mantine/notifications').then(({ notifications }) =>
      notifications.show({ message, role: 'status', withBorder: true }),
    );
  }, []);
}
