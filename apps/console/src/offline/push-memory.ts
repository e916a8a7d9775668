/** Where a browser remembers of being pushed to. The pages have it in api/push-memory.ts: what both import, the worker would import at run time, which browsers refuse. */
export const MEMORY = { cache: 'leitstand-push', endpoint: '/endpoint', lost: '/lost' } as const;

const at = (name: string): string => new URL(name, location.origin).href;

/** Under which address it was subscribed last; null = it never was, or nobody knows. */
export async function rememberedEndpoint(): Promise<string | null> {
  const kept = await (await caches.open(MEMORY.cache)).match(at(MEMORY.endpoint));
  return kept ? kept.text() : null;
}

/** It has another address, and the server knows. */
export async function rememberRenewed(endpoint: string): Promise<void> {
  await (await caches.open(MEMORY.cache)).put(at(MEMORY.endpoint), new Response(endpoint));
}

/** It has another address of which the server could not be told: nothing reaches it. */
export async function rememberLoss(): Promise<void> {
  await (await caches.open(MEMORY.cache)).put(at(MEMORY.lost), new Response(''));
}
