import { systemScope, type Scope } from '../../platform/kernel/scope.js';

/** The actor that alone may read credentials and everybody's grants. */
export const ACCESS_ACTOR = 'access';

/** Whoever operates the machine this runs on, as the one on record. */
export const OPERATOR = systemScope('operator', []);

/**
 * For transactions of this room: reads credentials and grants of everybody, but still writes only within the territories of
 * `scope`. The audit trail gets `scope` itself, so the person who acts is the one on record.
 */
export function asAccess(scope: Pick<Scope, 'territories'>): Scope {
  return systemScope(ACCESS_ACTOR, scope.territories);
}
