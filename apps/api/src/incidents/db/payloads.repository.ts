import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { agreesWith } from '../../platform/db/database-clock.js';
import type { Tx } from '../../platform/db/tx.js';
import type { DeliveryOutcome } from '../domain/source.js';

/** What a source sent, as it came. */
export interface Payload {
  readonly id: string;
  readonly sourceId: string;
  readonly territory: string;
  /** tells bodies apart */
  readonly digest: string;
  readonly outcome: DeliveryOutcome;
  /** why nothing could be made of it */
  readonly reason: string | null;
  readonly alerts: number;
  readonly bytes: number;
  /** null of one that was too large to be read */
  readonly body: Buffer | null;
  readonly at: Date;
}

/** Deliveries as they came, for a while. */
@Injectable()
export class PayloadsRepository {
  /** The same once more is counted: sources repeat themselves while an alert fires. */
  async keep(tx: Tx, payload: Payload): Promise<void> {
    const { id, sourceId, territory, digest, outcome, reason, alerts, bytes, body, at } = payload;
    await tx
      .insertInto('alert_payloads')
      .values({
        id,
        source_id: sourceId,
        territory,
        digest,
        outcome,
        reason,
        alerts,
        bytes,
        body,
        times: 1,
        received_at: at,
        last_received_at: at,
      })
      .onConflict((oc) =>
        oc.columns(['source_id', 'digest']).doUpdateSet({
          times: sql<number>`alert_payloads.times + 1`,
          last_received_at: at,
          outcome,
          reason,
        }),
      )
      .execute();
  }

  /**
   * Forgets what was last received more than 14 days ago, by the database's clock; nothing while ours (`own`) differs from it.
   * @returns how many
   */
  async prune(tx: Tx, own: Date, atMost: number): Promise<number> {
    const old = tx
      .selectFrom('alert_payloads')
      .select('id')
      .where('last_received_at', '<', sql<Date>`(select leitstand_now()) - interval '14 days'`)
      .where(agreesWith(own))
      .limit(atMost);
    const { numDeletedRows } = await tx
      .deleteFrom('alert_payloads')
      .where('id', 'in', old)
      .executeTakeFirst();
    return Number(numDeletedRows);
  }
}
