import { DomainError } from '../../platform/kernel/domain-error.js';
import type { GrantCell } from '../domain/grants.js';
import { beyond } from '../domain/effective-permissions.js';
import type { AccessScope } from '../domain/principal.js';

/**
 * Whoever gives roles must hold all that they carry. Administrators do; a token that may only write users does not, and would
 * otherwise lift an account of its thief above itself.
 * @throws DomainError `forbidden` naming the first role that is too much
 */
export function assertMayGrant({ principal }: AccessScope, cells: readonly GrantCell[]): void {
  const [first] = beyond(cells, principal.effectivePermissions);
  if (first)
    throw new DomainError(
      'forbidden',
      `You cannot give the role ${first.role} in ${first.territory}: it holds permissions that you do not hold there.`,
    );
}
