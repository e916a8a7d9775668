import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/tx.js';
import { TURNS, type TimelineEntry, type TimelineEvent } from '../domain/timeline.js';

/** Timelines of incidents: append-only. */
@Injectable()
export class TimelineRepository {
  async append(tx: Tx, territory: string, events: readonly TimelineEvent[]): Promise<void> {
    if (events.length === 0) return;
    const rows = events.map((event) => ({
      incident_id: event.incidentId,
      seq: event.seq,
      territory,
      at: event.at,
      kind: event.kind,
      actor: JSON.stringify(event.actor),
      data: JSON.stringify(event.data),
      previous_hash: event.previousHash,
      hash: event.hash,
    }));
    await tx.insertInto('incident_events').values(rows).execute();
  }

  /** What says who has an incident now, or why nobody has; null for one that is not there. */
  async lastTurn(tx: Tx, incidentId: string): Promise<Pick<TimelineEntry, 'kind' | 'data'> | null> {
    const row = await tx
      .selectFrom('incident_events')
      .select(['kind', 'data'])
      .where('incident_id', '=', incidentId)
      .where('kind', 'in', TURNS)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row ?? null;
  }

  /** Oldest first. @param after number to continue after */
  async list(tx: Tx, incidentId: string, after: number, limit: number): Promise<TimelineEvent[]> {
    const rows = await tx
      .selectFrom('incident_events')
      .selectAll()
      .where('incident_id', '=', incidentId)
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(limit)
      .execute();
    return rows.map(({ seq, at, kind, actor, data, previous_hash: previousHash, hash }) => ({
      incidentId,
      seq,
      at,
      kind,
      actor,
      data,
      previousHash,
      hash,
    }));
  }
}
