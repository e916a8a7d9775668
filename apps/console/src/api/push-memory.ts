/** Where this browser remembers of being pushed to; a spec holds it equal to what its service worker has (offline/push-memory.ts). */
export const MEMORY = { cache: 'leitstand-push', endpoint: '/endpoint', lost: '/lost' } as const;

const at = (name: string): string => new URL(name, location.origin).href;

/** It was allowed, under this address. */
export async function rememberAllowed(endpoint: string): Promise<void> {
  const memory = await caches.open(MEMORY.cache);
  await memory.put(at(MEMORY.endpoint), new Response(endpoint));
  await memory.delete(at(MEMORY.lost));
}

/** Whether it has to be allowed again: it was given another address of which the server could not be told. */
export async function isPushLost(): Promise<boolean> {
  if (!('caches' in globalThis)) return false; // nothing is pushed over plain http
  return (await (await caches.open(MEMORY.cache)).match(at(MEMORY.lost))) !== undefined;
}
