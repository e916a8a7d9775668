import { DomainError } from '../../platform/kernel/domain-error.js';

/** The error of a write that would build on a trail that does not prove itself. @param why a sentence about its head */
export function auditBroken(why: string): DomainError {
  return new DomainError(
    'audit-broken',
    `The audit trail does not prove itself, so nothing can be changed: ${why} Somebody with the command line of the server has to look at it (npm run -s admin -- audit verify), and can have it go on, on record (audit acknowledge REASON).`,
  );
}
