import { onRecordOf } from '../../access/domain/access-scopes.js';
import { territoriesOf } from '../../access/domain/grants.js';
import type { AccessScope } from '../../access/domain/principal.js';
import { onRecord } from '../../access/domain/trail.js';
import type { AuditEntry } from '../../audit/domain/audit-event.js';
import { forbidden } from '../../platform/kernel/domain-error.js';
import { systemScope, type Scope } from '../../platform/kernel/scope.js';
import { SENDING_ACTOR } from './sending-scope.js';

/** Somebody who looks after the ways to reach themselves. */
export interface OwnAccount {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  /** in which this room works for them; they are the one on record */
  readonly scope: Scope;
  /** what goes on record of it, in each territory in which they hold something */
  readonly entries: (entry: Omit<AuditEntry, 'territory'>) => AuditEntry[];
}

/** @throws DomainError `forbidden` for tokens, which nobody reaches */
export function ownAccount(scope: AccessScope): OwnAccount {
  const { actor, userId, email, grants } = scope.principal;
  if (actor.kind !== 'user' || userId === null || email === null)
    throw forbidden('not-for-tokens', 'A token cannot be reached. Sign in to say how you can.');
  const territories = territoriesOf(grants);
  return {
    userId,
    name: actor.name,
    email,
    scope: { ...systemScope(SENDING_ACTOR, territories), onBehalfOf: onRecordOf(scope) },
    entries: (entry) => onRecord(territories, () => entry),
  };
}
