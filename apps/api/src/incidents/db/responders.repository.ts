import { Injectable } from '@nestjs/common';
import { sql, type Selectable } from 'kysely';
import type { Tx } from '../../platform/db/tx.js';
import {
  SILENT_AFTER_MS,
  type GuestOf,
  type NamedResponder,
  type Responder,
} from '../domain/responder.js';
import type { IncidentRespondersTable } from './tables.js';

const SILENT_AFTER = sql`make_interval(secs => ${sql.lit(SILENT_AFTER_MS / 1000)})`;

/** Who was asked to help with which incident. What a scope may not see does not exist for it. */
@Injectable()
export class RespondersRepository {
  /** Those of an incident, in the order in which they were asked. */
  async ofIncident(tx: Tx, incidentId: string): Promise<NamedResponder[]> {
    const rows = await tx
      .selectFrom('incident_responders')
      .innerJoin('users', 'users.id', 'incident_responders.user_id')
      .selectAll('incident_responders')
      .select('users.name')
      .where('incident_id', '=', incidentId)
      .orderBy('asked_at')
      .orderBy('user_id')
      .execute();
    return rows.map(({ name, ...row }) => ({ ...fromRow(row), name }));
  }

  async find(tx: Tx, incidentId: string, userId: string): Promise<Responder | null> {
    const row = await tx
      .selectFrom('incident_responders')
      .selectAll()
      .where('incident_id', '=', incidentId)
      .where('user_id', '=', userId)
      .executeTakeFirst();
    return row ? fromRow(row) : null;
  }

  /** @param territory of the incident, which the transaction has locked */
  async save(tx: Tx, territory: string, responder: Responder): Promise<void> {
    const { incidentId, userId, state, schedule, askedBy, askedAt, answeredAt } = responder;
    const change = {
      state,
      schedule,
      asked_by: JSON.stringify(askedBy),
      asked_at: askedAt,
      answered_at: answeredAt,
    };
    await tx
      .insertInto('incident_responders')
      .values({ incident_id: incidentId, user_id: userId, territory, ...change })
      .onConflict((row) => row.columns(['incident_id', 'user_id']).doUpdateSet(change))
      .execute();
  }

  /** Ids of open incidents in which somebody has not answered for so long that whoever asked is to be told, on the database's clock. */
  async incidentsOfSilent(tx: Tx, limit: number): Promise<string[]> {
    const { rows } = await sql<{ id: string }>`
      select distinct r.incident_id as id from incident_responders r join incidents i on i.id = r.incident_id
       where r.state = 'pending' and r.asked_at <= (select leitstand_now()) - ${SILENT_AFTER} and i.state <> 'resolved'
       order by 1 limit ${limit}`.execute(tx);
    return rows.map(({ id }) => id);
  }

  /** The incident of an id or a number, where somebody was asked to help with it and did not decline, whatever the scope sees. */
  async guestOf(
    tx: Tx,
    userId: string,
    { id, number }: { readonly id: string | null; readonly number: number | null },
  ): Promise<GuestOf | null> {
    const { rows } = await sql<GuestOf>`
      select id, territory from leitstand_guest_of(${userId}::uuid, ${id}::uuid, ${number}::bigint)`.execute(
      tx,
    );
    return rows[0] ?? null;
  }
}

function fromRow(row: Selectable<IncidentRespondersTable>): Responder {
  return {
    incidentId: row.incident_id,
    userId: row.user_id,
    state: row.state,
    schedule: row.schedule,
    askedBy: row.asked_by,
    askedAt: row.asked_at,
    answeredAt: row.answered_at,
  };
}
