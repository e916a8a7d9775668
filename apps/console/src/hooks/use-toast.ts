import { useCallback, useSyncExternalStore } from 'react';

let wanted = false;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether anything was ever said; the toaster is fetched only then. */
export function useToasterWanted(): boolean {
  return useSyncExternalStore(subscribe, () => wanted);
}

/** Says that something worked, politely, in the corner. */
export function useToast(): (message: string) => void {
  return useCallback((message) => {
    wanted = true;
    for (const listener of listeners) listener();
    void import('@mantine/notifications').then(({ notifications }) =>
      notifications.show({ message, role: 'status', withBorder: true }),
    );
  }, []);
}
