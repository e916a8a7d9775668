import { Injectable } from '@nestjs/common';
import type { Write } from '../../audit/use-cases/unit-of-work.js';
import type { AuditEntry } from '../../audit/domain/audit-event.js';
import { Clock } from '../../platform/kernel/clock.js';
import { ApiTokensRepository } from '../db/api-tokens.repository.js';
import { accessChanged } from '../domain/access-events.js';
import { onRecord } from '../domain/trail.js';

/**
 * Ends the API tokens of an account for good: who got hold of it may have made some, and an account that is opened again begins without.
 */
@Injectable()
export class RevokeAllTokens {
  constructor(
    private readonly tokens: ApiTokensRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns what goes on record, in the territories of the scope; the others' trails are not the actor's to write
   */
  async execute(write: Write, userId: string): Promise<AuditEntry[]> {
    const { territories } = write.scope;
    const revoked = await this.tokens.revokeAllOf(write.tx, userId, this.clock.now());
    const ids = revoked.map(({ id }) => id);
    if (ids.length > 0) write.emit(accessChanged.of(ids, null));
    return revoked.flatMap(({ id, name, prefix, territories: concerned }) =>
      onRecord(
        concerned.filter((territory) => territories.includes(territory)),
        () => ({
          action: 'token.revoked',
          target: { kind: 'token', id, name },
          before: { name, prefix },
        }),
      ),
    );
  }
}
