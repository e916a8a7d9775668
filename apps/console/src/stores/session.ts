import { useSyncExternalStore } from 'react';

let signedIn = false;
let ended = false;
const listeners = new Set<() => void>();

function change(value: boolean): void {
  if (ended === value) return;
  ended = value;
  for (const listener of listeners) listener();
}

/** Somebody is signed in (again), or has signed out on purpose. */
export function setSignedIn(value: boolean): void {
  signedIn = value;
  change(false);
}

/** The server answered 401: after sign-in the session has ended; before it, that is an ordinary answer. */
export function noticeUnauthenticated(): void {
  if (signedIn) change(true);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether the server no longer knows this session. */
export function useSessionEnded(): boolean {
  return useSyncExternalStore(subscribe, () => ended);
}
