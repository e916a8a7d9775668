import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/tx.js';
import type { Actor } from '../../platform/kernel/scope.js';
import { nameOf } from '../domain/incident.js';
import type { PinnedEntry } from '../domain/review-facts.js';
import './tables.js';

/** Which entries of timelines are pinned. What a scope may not see does not exist for it. */
@Injectable()
export class PinsRepository {
  /** Numbers of the pinned entries of one timeline, in order. */
  async ofIncident(tx: Tx, incidentId: string): Promise<number[]> {
    const rows = await tx
      .selectFrom('incident_pins')
      .select('seq')
      .where('incident_id', '=', incidentId)
      .orderBy('seq')
      .execute();
    return rows.map(({ seq }) => seq);
  }

  /** Pinned entries of several timelines, in the order in which they happened. */
  async entriesOf(tx: Tx, incidentIds: readonly string[]): Promise<PinnedEntry[]> {
    const { rows } = await sql<Omit<PinnedEntry, 'incident'> & { readonly number: number }>`
      select i.number, e.seq, e.at, e.kind, e.actor, e.data
        from incident_pins p join incident_events e on e.incident_id = p.incident_id and e.seq = p.seq
        join incidents i on i.id = p.incident_id
       where p.incident_id = any (${incidentIds}::uuid[]) order by e.at, e.position`.execute(tx);
    return rows.map(({ number, ...entry }) => ({ incident: nameOf({ number }), ...entry }));
  }

  /** @returns whether it was not pinned before, and is there to be pinned */
  async pin(
    tx: Tx,
    { id, territory }: { readonly id: string; readonly territory: string },
    seq: number,
    by: Actor,
    at: Date,
  ): Promise<boolean> {
    const { numInsertedOrUpdatedRows: added } = await tx
      .insertInto('incident_pins')
      .values({ incident_id: id, seq, territory, pinned_by: JSON.stringify(by), pinned_at: at })
      .onConflict((row) => row.columns(['incident_id', 'seq']).doNothing())
      .executeTakeFirstOrThrow();
    return (added ?? 0n) > 0n;
  }

  /** @returns whether it was pinned */
  async unpin(tx: Tx, incidentId: string, seq: number): Promise<boolean> {
    const { numDeletedRows } = await tx
      .deleteFrom('incident_pins')
      .where('incident_id', '=', incidentId)
      .where('seq', '=', seq)
      .executeTakeFirstOrThrow();
    return numDeletedRows > 0n;
  }
}
