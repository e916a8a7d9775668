import { systemScope, type Scope } from '../../platform/kernel/scope.js';

/** The actor that alone may read where ways to people lead. */
export const SENDING_ACTOR = 'notifications';

/** For work of this room that nobody asked for. @param territories in which it tells of what it did */
export function sendingScope(territories: readonly string[]): Scope {
  return systemScope(SENDING_ACTOR, territories);
}
