import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/tx.js';
import type { MethodKind, ReachableBy } from '../domain/contact-method.js';

interface ReachableRow {
  readonly userId: string;
  readonly methodId: string;
  readonly kind: MethodKind;
  readonly lastFour: string;
}

@Injectable()
export class ContactMethodsRepository {
  /** Verified ways to people who may sign in, oldest first; any scope may ask, and is told no address. */
  async reachable(
    tx: Tx,
    userIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly ReachableBy[]>> {
    const { rows } =
      await sql<ReachableRow>`select user_id as "userId", method_id as "methodId", kind, last_four as "lastFour"
      from leitstand_contact_methods(${[...userIds]}::uuid[])`.execute(tx);
    const found = new Map<string, ReachableBy[]>(userIds.map((id) => [id, []]));
    for (const { userId, ...method } of rows) found.get(userId)?.push(method);
    return found;
  }
}
