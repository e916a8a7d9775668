import type { LiveEvent } from '../contract.js';

/** Which API paths an event makes old. A path covers itself and everything below it. */
const TOUCHES: Record<LiveEvent['type'], readonly string[]> = {
  'slo.readings': ['/slos'],
  'slo.changed': ['/slos', '/subjects'],
  'subject.changed': ['/subjects', '/slos', '/teams'],
  'team.changed': ['/teams', '/subjects'],
  'environment.changed': ['/environments'],
  'audit.appended': ['/audit'],
  'status.changed': ['/status'],
  'access.changed': ['/me', '/users', '/invitations', '/tokens', '/territories'],
};

/** Whether a query (by its key `[method, path, …]`) is made old by an event. */
export function isTouched(queryKey: readonly unknown[], type: string): boolean {
  const path = queryKey[1];
  const roots = TOUCHES[type as LiveEvent['type']] as readonly string[] | undefined;
  if (typeof path !== 'string' || roots === undefined) return false;
  return roots.some((root) => path === root || path.startsWith(`${root}/`));
}
