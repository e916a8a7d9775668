import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { columns, rowsOf } from '../../platform/db/json-rows.js';
import { Prepared } from '../../platform/db/prepared.js';
import type { Tx } from '../../platform/db/tx.js';
import { EPOCH_BEGINS, type EpochBegin } from '../domain/link-round.js';
import { TURNS, type TimelineEntry, type TimelineEvent } from '../domain/timeline.js';

/** A link, and the territory of its incident. */
export interface LinkOf {
  readonly territory: string;
  readonly event: TimelineEvent;
}

const COLUMNS = [
  'incident_id',
  'seq',
  'territory',
  'at',
  'kind',
  'actor',
  'data',
  'previous_hash',
  'hash',
] as const;

/** Timelines of incidents: append-only. */
@Injectable()
export class TimelineRepository {
  private readonly appending = new Prepared<[rows: string], unknown>(
    'leitstand-append-timelines',
    (rows) => sql`insert into incident_events (${columns(COLUMNS)})
      select ${columns(COLUMNS)} from ${rowsOf('incident_events', rows)}`,
  );

  /** Links of any number of timelines, those of one in their order. */
  async append(tx: Tx, links: readonly LinkOf[]): Promise<void> {
    if (links.length === 0) return;
    const rows = links.map(({ territory, event }) => ({
      incident_id: event.incidentId,
      seq: event.seq,
      territory,
      at: event.at,
      kind: event.kind,
      actor: event.actor,
      data: event.data,
      previous_hash: event.previousHash,
      hash: event.hash,
    }));
    await this.appending.rows(tx, JSON.stringify(rows));
  }

  private readonly turning = new Prepared<
    [ids: readonly string[]],
    Pick<TimelineEntry, 'kind' | 'data'> & { readonly id: string }
  >(
    null,
    (ids) => sql`
      select i.id, e.kind, e.data from unnest(${ids}::uuid[]) as i (id)
        cross join lateral (select kind, data from incident_events
          where incident_id = i.id and kind = any (${[...TURNS]}::text[]) order by seq desc limit 1) as e`,
  );

  /** What says who has an incident now, or why nobody has, by its id; nothing for one that is not there. */
  async lastTurns(
    tx: Tx,
    incidentIds: readonly string[],
  ): Promise<ReadonlyMap<string, Pick<TimelineEntry, 'kind' | 'data'>>> {
    const rows = await this.turning.rows(tx, incidentIds);
    return new Map(rows.map(({ id, ...turn }) => [id, turn]));
  }

  /** With what the last epochs of a topic began, newest first. @param count how many */
  async lastEpochs(tx: Tx, topicId: string, count: number): Promise<EpochBegin[]> {
    if (count <= 0) return [];
    const rows = await tx
      .selectFrom('incident_events as e')
      .innerJoin('incidents as i', 'i.id', 'e.incident_id')
      .select('e.kind')
      .where('i.topic_id', '=', topicId)
      .where('e.kind', 'in', EPOCH_BEGINS)
      .orderBy('e.seq', 'desc')
      .limit(count)
      .execute();
    return rows.map(({ kind }) => kind as EpochBegin);
  }

  /** With what epochs of an incident's pages began after an instant, newest first. */
  async epochsAfter(tx: Tx, incidentId: string, after: Date): Promise<EpochBegin[]> {
    const rows = await tx
      .selectFrom('incident_events')
      .select('kind')
      .where('incident_id', '=', incidentId)
      .where('kind', 'in', EPOCH_BEGINS)
      .where('at', '>', after)
      .orderBy('seq', 'desc')
      .execute();
    return rows.map(({ kind }) => kind as EpochBegin);
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
