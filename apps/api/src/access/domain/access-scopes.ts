import { systemScope, type Attribution, type Scope } from '../../platform/kernel/scope.js';

/** The actor that alone may read credentials and everybody's grants. */
export const ACCESS_ACTOR = 'access';

/** Whoever operates the machine this runs on, as the one on record. */
export const OPERATOR: Attribution = onRecordOf(systemScope('operator', []));

/**
 * For transactions of this room: reads credentials and grants of everybody, but still writes only within the territories of
 * `scope`. Whoever acts in `scope` is the one on record.
 */
export function asAccess(scope: Pick<Scope, 'territories'> | Scope): Scope {
  const access = systemScope(ACCESS_ACTOR, scope.territories);
  return 'actor' in scope ? { ...access, onBehalfOf: onRecordOf(scope) } : access;
}

/** Those of a scope's fields that say who goes on record. */
export function onRecordOf({ actor, origin }: Attribution): Attribution {
  return { actor, origin };
}
