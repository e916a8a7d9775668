import { Injectable } from '@nestjs/common';
import { sql, type Selectable } from 'kysely';
import { ACKNOWLEDGE_TIMEOUT_MS, type Incident } from '../../incidents/domain/incident.js';
import type { Tx } from '../../platform/db/tx.js';
import type { EscalationRun } from '../domain/escalation-run.js';
import type { EscalationRunsTable } from './tables.js';

/** An incident about which there is something to do. */
export interface DueIncident {
  readonly id: string;
  /** for how long, in seconds; null where nobody waits for it */
  readonly waited: number | null;
}

/** How many triggered incidents nobody is paged about: no policy is for them, or nobody can be reached. */
export interface Unheard {
  readonly unserved: number;
  readonly unreachable: number;
}

/** Runs of escalations. What a scope may not see does not exist for it. */
@Injectable()
export class RunsRepository {
  /**
   * Incidents about which there is something to do, by their state and on the database's clock, longest ago first: who is triggered without a
   * run that is up to date, or with one whose time has come; runs of incidents that somebody has, or that are over; acknowledgements
   * that led to nothing.
   */
  async due(tx: Tx, limit: number): Promise<DueIncident[]> {
    const { rows } = await sql<DueIncident>`
      select id, extract(epoch from leitstand_now() - since)::float8 as waited from (
        select i.id, case when r.epoch = t.epoch then r.next_at else i.updated_at end as since
          from incidents i left join notification_topics t on t.id = i.topic_id
          left join escalation_runs r on r.incident_id = i.id and r.state <> 'stopped'
         where i.state = 'triggered' and i.class = 'page'
           and (r.id is null or r.epoch is distinct from t.epoch or r.next_at <= (select leitstand_now()))
        union all
        select r.incident_id, null from escalation_runs r join incidents i on i.id = r.incident_id
         where r.state <> 'stopped' and i.state <> 'triggered'
        union all
        select i.id, i.acknowledged_at + ${TIMEOUT} from incidents i
         where i.state = 'acknowledged' and i.class = 'page' and i.acknowledged_at <= (select leitstand_now()) - ${TIMEOUT}
           and not exists (select from escalation_runs r where r.incident_id = i.id and r.state <> 'stopped')
      ) due order by since nulls last, id limit ${limit}`.execute(tx);
    return rows;
  }

  async unheard(tx: Tx): Promise<Unheard> {
    const { rows } = await sql<Unheard>`
      select count(*) filter (where state = 'unserved')::int as unserved,
             count(*) filter (where nobody_since is not null)::int as unreachable
        from escalation_runs where state <> 'stopped'`.execute(tx);
    return rows[0] ?? { unserved: 0, unreachable: 0 };
  }

  /** Lets one process at a time work on an incident's runs, until the transaction ends. @returns false when another one does */
  async claim(tx: Tx, incidentId: string): Promise<boolean> {
    const { rows } = await sql<{
      mine: boolean;
    }>`select pg_try_advisory_xact_lock(hashtextextended('leitstand:escalation:' || ${incidentId}, 0)) as mine`.execute(
      tx,
    );
    return rows[0]?.mine === true;
  }

  /** The epoch of a topic: raised with each acknowledgement, and when it is opened again. */
  async epochOf(tx: Tx, topicId: string): Promise<number> {
    const { rows } = await sql<{
      epoch: number;
    }>`select epoch from notification_topics where id = ${topicId}`.execute(tx);
    return rows[0]?.epoch ?? 0;
  }

  /** An incident, as far as its escalation is asked for. @param key id, or number */
  async incident(
    tx: Tx,
    key: string | number,
  ): Promise<Pick<Incident, 'id' | 'state' | 'class' | 'acknowledgedAt'> | null> {
    const wanted = typeof key === 'string' ? sql`id = ${key}::uuid` : sql`number = ${key}::bigint`;
    const { rows } = await sql<Pick<Incident, 'id' | 'state' | 'class' | 'acknowledgedAt'>>`
      select id, state, class, acknowledged_at as "acknowledgedAt" from incidents where ${wanted}`.execute(
      tx,
    );
    return rows[0] ?? null;
  }

  /** Every run of an incident, newest first. */
  async ofIncident(tx: Tx, incidentId: string): Promise<EscalationRun[]> {
    const rows = await tx
      .selectFrom('escalation_runs')
      .selectAll()
      .where('incident_id', '=', incidentId)
      .orderBy('number', 'desc')
      .execute();
    return rows.map(fromRow);
  }

  /** The newest run of an incident. */
  async newest(tx: Tx, incidentId: string): Promise<EscalationRun | null> {
    const row = await tx
      .selectFrom('escalation_runs')
      .selectAll()
      .where('incident_id', '=', incidentId)
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row ? fromRow(row) : null;
  }

  async insert(tx: Tx, run: EscalationRun): Promise<void> {
    await tx.insertInto('escalation_runs').values(toRow(run)).execute();
  }

  async update(tx: Tx, run: EscalationRun): Promise<void> {
    await tx.updateTable('escalation_runs').set(toRow(run)).where('id', '=', run.id).execute();
  }
}

const TIMEOUT = sql`make_interval(secs => ${sql.lit(ACKNOWLEDGE_TIMEOUT_MS / 1000)})`;

function toRow(run: EscalationRun) {
  const { policy, cursor } = run;
  return {
    id: run.id,
    incident_id: run.incidentId,
    territory: run.territory,
    number: run.number,
    because: run.because,
    policy: policy && JSON.stringify(policy),
    chosen_by: run.chosenBy,
    first_user_id: run.first,
    epoch: run.epoch,
    state: run.state,
    stopped_by: run.stoppedBy,
    loop: cursor.loop,
    step: cursor.step,
    next_at: run.nextAt,
    nobody_since: run.nobodySince,
    started_at: run.startedAt,
    ended_at: run.endedAt,
  };
}

function fromRow(row: Selectable<EscalationRunsTable>): EscalationRun {
  return {
    id: row.id,
    incidentId: row.incident_id,
    territory: row.territory,
    number: row.number,
    because: row.because,
    policy: row.policy,
    chosenBy: row.chosen_by,
    first: row.first_user_id,
    epoch: row.epoch,
    state: row.state,
    stoppedBy: row.stopped_by,
    cursor: { loop: row.loop, step: row.step },
    nextAt: row.next_at,
    nobodySince: row.nobody_since,
    startedAt: row.started_at,
    endedAt: row.ended_at,
  };
}
