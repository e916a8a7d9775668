import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/tx.js';
import { MOST_LEFT, type HandoverNote } from '../domain/handover.js';

/** A note as it is kept. */
export interface NewHandover {
  readonly id: string;
  readonly scheduleId: string;
  readonly territory: string;
  readonly text: string;
  readonly writtenBy: string | null;
  readonly writtenAt: Date;
}

interface Row extends Omit<HandoverNote, 'schedule' | 'writtenBy' | 'takenBy'> {
  readonly slug: string;
  readonly name: string;
  readonly by_id: string | null;
  readonly by_name: string | null;
  readonly taker_id: string | null;
  readonly taker_name: string | null;
}

const SELECT = sql`select h.id, h.territory, h.text, h.written_at as "writtenAt", h.taken_at as "takenAt", s.slug, s.name,
    h.written_by as by_id, w.name as by_name, h.taken_by as taker_id, k.name as taker_name,
    coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'number', i.number, 'title', i.title, 'state', i.state) order by i.number)
      from incidents i where i.id = any (h.incident_ids)), '[]'::jsonb) as incidents
  from handover_notes h join schedules s on s.id = h.schedule_id
  left join users w on w.id = h.written_by left join users k on k.id = h.taken_by`;

/** Notes of handovers. What a scope may not see does not exist for it. */
@Injectable()
export class HandoversRepository {
  /** Those of a schedule, newest first. */
  async ofSchedule(tx: Tx, slug: string, limit: number): Promise<HandoverNote[]> {
    const { rows } =
      await sql<Row>`${SELECT} where s.slug = ${slug} order by h.written_at desc, h.id limit ${limit}`.execute(
        tx,
      );
    return rows.map(fromRow);
  }

  /** Those that nobody has taken, oldest first. */
  async waiting(tx: Tx, limit: number): Promise<HandoverNote[]> {
    const { rows } =
      await sql<Row>`${SELECT} where h.taken_at is null order by h.written_at, h.id limit ${limit}`.execute(
        tx,
      );
    return rows.map(fromRow);
  }

  /** One of a schedule; nobody else takes it until the transaction ends. */
  async lock(tx: Tx, slug: string, id: string): Promise<HandoverNote | null> {
    const { rows } =
      await sql<Row>`${SELECT} where s.slug = ${slug} and h.id = ${id} for update of h`.execute(tx);
    return rows[0] ? fromRow(rows[0]) : null;
  }

  /** Keeps a note with the incidents of its territory that page and are open. */
  async add(tx: Tx, note: NewHandover): Promise<void> {
    const { id, scheduleId, territory, text, writtenBy, writtenAt } = note;
    await sql`insert into handover_notes (id, schedule_id, territory, text, written_by, written_at, incident_ids)
      values (${id}, ${scheduleId}, ${territory}, ${text}, ${writtenBy}, ${writtenAt},
        array(select i.id from incidents i where i.territory = ${territory} and i.class = 'page' and i.state <> 'resolved'
          order by i.number desc limit ${MOST_LEFT}))`.execute(tx);
  }

  async take(tx: Tx, id: string, by: string | null, at: Date): Promise<void> {
    await sql`update handover_notes set taken_by = ${by}, taken_at = ${at} where id = ${id}`.execute(
      tx,
    );
  }
}

function fromRow(row: Row): HandoverNote {
  const { slug, name, by_id, by_name, taker_id, taker_name, ...same } = row;
  return {
    ...same,
    schedule: { slug, name },
    writtenBy: by_id === null ? null : { id: by_id, name: by_name ?? by_id },
    takenBy: taker_id === null ? null : { id: taker_id, name: taker_name ?? taker_id },
  };
}
