import { REFETCH } from './live-events.gen.js';

/** Whether a query (by its key `[method, path, …]`) is made old by an event. */
export function isTouched(queryKey: readonly unknown[], type: string): boolean {
  const path = queryKey[1];
  const roots = (REFETCH as Readonly<Record<string, readonly string[]>>)[type];
  if (typeof path !== 'string' || roots === undefined) return false;
  return roots.some((root) => path === root || path.startsWith(`${root}/`));
}
