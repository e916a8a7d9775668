import { REFETCH } from './live-events.gen.js';

/** A thing of the API: the list it stands in, `/slos`, and its slug. */
export interface Thing {
  readonly list: string;
  readonly slug: string;
}

const going = new Set<Thing>();

/** While a thing is being deleted nobody asks for it again, whoever tells that it changed. Gives what ends that. */
export function leaveAlone(thing: Thing): () => void {
  going.add(thing);
  return () => void going.delete(thing);
}

/** Whether a query (by its key `[method, path, init]`) asks for this thing or for a part of it. */
export function isAbout([, path, init]: readonly unknown[], { list, slug }: Thing): boolean {
  if (typeof path !== 'string' || !`${path}/`.startsWith(`${list}/{slug}/`)) return false;
  return (
    (init as { params?: { path?: { slug?: string } } } | undefined)?.params?.path?.slug === slug
  );
}

/** Whether a query (by its key `[method, path, …]`) is made old by an event. */
export function isTouched(queryKey: readonly unknown[], type: string): boolean {
  if ([...going].some((thing) => isAbout(queryKey, thing))) return false;
  const path = queryKey[1];
  const roots = (REFETCH as Readonly<Record<string, readonly string[]>>)[type];
  if (typeof path !== 'string' || roots === undefined) return false;
  return roots.some((root) => path === root || path.startsWith(`${root}/`));
}
