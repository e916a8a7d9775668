import { createStore, useStore } from './store.js';

let signedIn = false;
const ended = createStore(false);

const leaving = new Set<() => Promise<void>>();
/** What is left to do must not keep anybody signed in. */
const PATIENCE_MS = 1_000;

/** Has something done before somebody signs out, while the server still knows them. */
export function beforeSignOut(work: () => Promise<void>): void {
  leaving.add(work);
}

/** Resolves once that is done, or after a second. */
export async function leave(): Promise<void> {
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  await Promise.race([Promise.allSettled([...leaving].map((work) => work())), late]);
}

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
