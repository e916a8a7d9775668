import { createStore, useStore } from './store.js';

let signedIn = false;
const ended = createStore(false);

/** Somebody is signed in (again), or has signed out on purpose. */
export function setSignedIn(value: boolean): void {
  signedIn = value;
  ended.set(false);
}

/** The server answered 401: after sign-in the session has ended; before it, that is an ordinary answer. */
export function noticeUnauthenticated(): void {
  if (signedIn) ended.set(true);
}

/** Whether the server no longer knows this session. */
export function useSessionEnded(): boolean {
  return useStore(ended);
}
