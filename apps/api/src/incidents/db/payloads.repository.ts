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

/** What could not be read, and why. */
export interface RejectedPayload {
  readonly id: string;
  readonly outcome: DeliveryOutcome;
  readonly reason: string | null;
  readonly bytes: number;
  readonly times: number;
  readonly receivedAt: Date;
  readonly lastReceivedAt: Date;
  /** its beginning, as text; null of one that was too large to be read */
  readonly body: string | null;
}

/** Of what could not be read, as much is shown, and as many are kept of a source. */
const SHOWN_BYTES = 16_384;
const KEPT_REJECTED = 100;
/** As much of each source is kept as it came, the youngest first. */
const KEPT_BYTES = 50 * 1024 * 1024;

/** Deliveries as they came, for a while. */
@Injectable()
export class PayloadsRepository {
  /** The same once more is counted: sources repeat themselves while an alert fires. @param payloads of one source */
  async keep(tx: Tx, payloads: readonly Payload[]): Promise<void> {
    const alike = Map.groupBy(payloads, ({ digest }) => digest);
    const rows = [...alike.values()].flatMap((same) => {
      const last = same.at(-1);
      return last ? [rowOf(last, same.length)] : [];
    });
    await tx
      .insertInto('alert_payloads')
      .values(rows)
      .onConflict((oc) =>
        oc.columns(['source_id', 'digest']).doUpdateSet((eb) => ({
          times: sql<number>`alert_payloads.times + excluded.times`,
          last_received_at: eb.ref('excluded.last_received_at'),
          outcome: eb.ref('excluded.outcome'),
          reason: eb.ref('excluded.reason'),
        })),
      )
      .execute();
  }

  /** What could not be read of a source, the last first. */
  async rejected(tx: Tx, sourceId: string, limit: number): Promise<RejectedPayload[]> {
    const rows = await tx
      .selectFrom('alert_payloads')
      .select(['id', 'outcome', 'reason', 'bytes', 'times', 'received_at', 'last_received_at'])
      .select(sql<Buffer | null>`substr(body, 1, ${SHOWN_BYTES})`.as('body'))
      .where('source_id', '=', sourceId)
      .where('outcome', '<>', 'taken')
      .orderBy('last_received_at', 'desc')
      .limit(limit)
      .execute();
    return rows.map(({ received_at, last_received_at, body, ...row }) => ({
      ...row,
      receivedAt: received_at,
      lastReceivedAt: last_received_at,
      body: body === null ? null : body.toString('utf8'),
    }));
  }

  /** Forgets of a source what is too much to be kept: what could not be read, by count; everything, by bytes. The youngest stay. */
  async bound(tx: Tx, sourceId: string): Promise<void> {
    await sql`delete from alert_payloads where id in (select id from (
        select id, coalesce(length(body), 0) as size,
          row_number() over (partition by outcome <> 'taken' order by last_received_at desc, id) as place, outcome,
          sum(coalesce(length(body), 0)) over (order by last_received_at desc, id) as bytes
        from alert_payloads where source_id = ${sourceId}) as kept
      where (outcome <> 'taken' and place > ${KEPT_REJECTED}) or (bytes > ${KEPT_BYTES} and bytes > size))`.execute(
      tx,
    );
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

/** @param times how often it came at once */
function rowOf(payload: Payload, times: number) {
  const { id, sourceId, territory, digest, outcome, reason, alerts, bytes, body, at } = payload;
  return {
    id,
    source_id: sourceId,
    territory,
    digest,
    outcome,
    reason,
    alerts,
    bytes,
    body,
    times,
    received_at: at,
    last_received_at: at,
  };
}
