import { dehydrate, hydrate, hashKey } from '@tanstack/react-query';
import type { DehydratedState, Query, QueryClient } from '@tanstack/react-query';
import { del, get, set } from 'idb-keyval';
import type { Me } from '../api/contract.js';
import { meQuery } from '../api/use-me.js';
import { keptStates, merged, type KeptState } from './kept-states.js';
import { deviceNow } from '../stores/server-clock.js';

/** Under which the browser keeps it, for this person on this device. */
const KEY = 'leitstand.last-known';
/** What is kept of what was seen last: who one is, and the incidents that were opened. */
const KEPT = ['/me', '/incidents/{id}', '/incidents/{id}/timeline', '/incidents/{id}/escalation'];
/** Writes of what is seen come together. */
const SOON_MS = 1_000;

interface Kept {
  /** whose it is */
  readonly of: string;
  readonly queries: readonly KeptState[];
}

const isOfKept = ({ queryKey }: Pick<Query, 'queryKey'>): boolean =>
  KEPT.includes(String(queryKey[1]));
const isKept = (query: Query): boolean => query.state.status === 'success' && isOfKept(query);

/** A browser that keeps nothing (a private window, a full disk) is no fault of ours. */
const quietly = (work: Promise<unknown>): Promise<void> =>
  work.then(
    () => undefined,
    () => undefined,
  );

/** Keeps what is seen from now on. @returns stops it */
export function keepLastKnown(client: QueryClient): () => void {
  let due: ReturnType<typeof setTimeout> | undefined;
  const save = (): void => {
    due = undefined;
    void quietly(saveNow(client));
  };
  const stop = client.getQueryCache().subscribe(({ type, query }) => {
    if (type === 'updated' && isKept(query)) due ??= setTimeout(save, SOON_MS);
  });
  due = setTimeout(save, SOON_MS);
  return () => {
    stop();
    clearTimeout(due);
  };
}

async function saveNow(client: QueryClient): Promise<void> {
  const me = client.getQueryData<Me>(meQuery.queryKey);
  if (me === undefined) return;
  const before = await get<Kept>(KEY);
  const { queries } = dehydrate(client, { shouldDehydrateQuery: isKept });
  const kept = merged(before?.of === me.id ? before.queries : [], queries, deviceNow());
  await set(KEY, { of: me.id, queries: kept } satisfies Kept);
}

/** Puts what was seen last where nothing newer is known, with the time at which it was so. */
export async function restoreLastKnown(client: QueryClient): Promise<void> {
  await quietly(
    get<Kept>(KEY).then(async (kept) => {
      if (kept === undefined) return;
      const queries = keptStates(kept.queries, deviceNow());
      const me = queries.find(({ queryHash }) => queryHash === hashKey(meQuery.queryKey));
      if (me === undefined) return;
      hydrate(client, { queries, mutations: [] } as unknown as DehydratedState);
      // However fresh it looks: whoever shows it asks, and says of when it is.
      await client.invalidateQueries({ predicate: isOfKept, refetchType: 'none' });
    }),
  );
}

/** Whoever signs out leaves nothing behind. */
export function forgetLastKnown(): Promise<void> {
  return quietly(del(KEY));
}
