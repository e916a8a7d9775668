import { useSyncExternalStore } from 'react';

function follow(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

/**
 * Whether the browser knows of no network at all. It proves nothing by itself, since a server on the same machine still answers: it
 * is the reason to name once a request has failed.
 */
export function useOffline(): boolean {
  return useSyncExternalStore(follow, () => !navigator.onLine);
}
