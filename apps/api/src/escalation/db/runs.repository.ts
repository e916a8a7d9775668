import { Injectable } from '@nestjs/common';
import type { UnheardReason } from '#contract';
import { sql, type RawBuilder, type Selectable } from 'kysely';
import { ACKNOWLEDGE_TIMEOUT_MS, type Incident } from '../../incidents/domain/incident.js';
import { columns, rowsOf, setFrom } from '../../platform/db/json-rows.js';
import { Prepared } from '../../platform/db/prepared.js';
import type { Tx } from '../../platform/db/tx.js';
import type { Actor } from '../../platform/kernel/scope.js';
import type { Cursor } from '../domain/cursor.js';
import type { AwaitedUser } from '../domain/decide-step.js';
import { stepsOfEverybody } from '../domain/escalation-policy.js';
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

interface AskedIncident extends Pick<
  Incident,
  'id' | 'state' | 'class' | 'territory' | 'subject' | 'acknowledgedAt' | 'snooze'
> {
  /** slug of the team that answers for its subject */
  readonly team: string | null;
}

interface AskedRow extends Omit<AskedIncident, 'snooze'> {
  readonly at: Date | null;
  readonly until: Date | null;
  readonly by: Actor | null;
  readonly endedAt: Date | null;
}

/** Runs of escalations. What a scope may not see does not exist for it. */
@Injectable()
export class RunsRepository {
  private readonly findingDue = new Prepared<[limit: number], DueIncident>(null, (limit) =>
    dueAmong(sql`true`, limit),
  );
  private readonly findingLately = new Prepared<[], { readonly id: string }>(
    null,
    () => sql`select id from incidents where updated_at > (select leitstand_now()) - ${LATELY}
      union select incident_id from escalation_runs where state <> 'stopped' and next_at <= (select leitstand_now())
      union select i.id from incidents i where ${UNASKED}`,
  );
  private readonly findingDueOf = new Prepared<
    [limit: number, ids: readonly string[]],
    DueIncident
  >(null, (limit, ids) => dueAmong(sql`i.id = any (${ids}::uuid[])`, limit));

  /**
   * Incidents about which there is something to do, by their state and on the database's clock, longest ago first: who is triggered without a
   * run that is up to date, or with one whose time has come; runs of incidents that somebody has, that sleep, or that are over;
   * those that were not asked about since maintenance turned; acknowledgements that led to nothing.
   * @param among 'all' looks at everything that is open; 'lately' at what changed in the last three seconds, has a step whose time has come
   * or was not asked about since maintenance turned
   */
  async due(tx: Tx, limit: number, among: 'all' | 'lately' = 'all'): Promise<DueIncident[]> {
    if (among === 'all') return this.findingDue.rows(tx, limit);
    const lately = (await this.findingLately.rows(tx)).map(({ id }) => id);
    return lately.length === 0 ? [] : this.findingDueOf.rows(tx, limit, lately);
  }

  /**
   * An incident in which nothing but the alarm about this very count fires is left out: it would keep itself alive. One without any alert
   * was declared by a person, and counts.
   */
  async unheard(tx: Tx): Promise<Unheard> {
    const { rows } = await sql<Unheard>`
      select count(*) filter (where state = 'unserved')::int as unserved,
             count(*) filter (where nobody_since is not null)::int as unreachable
        from escalation_runs r where state <> 'stopped'
         and (not exists (select from incident_alerts ia where ia.incident_id = r.incident_id)
           or exists (select from incident_alerts ia join alerts a on a.id = ia.alert_id
             where ia.incident_id = r.incident_id and a.name <> ${UNHEARD_ALERT}
               and a.firing_from is not null and (a.closed_until is null or a.firing_from > a.closed_until)))`.execute(
      tx,
    );
    return rows[0] ?? { unserved: 0, unreachable: 0 };
  }

  /** Why nobody is paged about these incidents now; those about which somebody is are left out. */
  async unheardOf(tx: Tx, incidents: readonly string[]): Promise<Map<string, UnheardReason>> {
    const { rows } = await sql<{ id: string; why: UnheardReason }>`
      select incident_id as id, case when state = 'unserved' then 'unserved' else 'unreachable' end as why from escalation_runs
       where state <> 'stopped' and (state = 'unserved' or nobody_since is not null)
         and incident_id = any (${[...incidents]}::uuid[])`.execute(tx);
    return new Map(rows.map(({ id, why }) => [id, why]));
  }

  /** Locks those of these incidents that nobody else has locked, in the order of their ids. @returns their ids */
  async free(tx: Tx, incidentIds: readonly string[]): Promise<string[]> {
    const { rows } = await sql<{
      id: string;
    }>`select id from incidents where id = any (${incidentIds}::uuid[])
      order by id for update skip locked`.execute(tx);
    return rows.map(({ id }) => id);
  }

  /** Like `claim`, and waits for whoever works on them. */
  async lock(tx: Tx, incidentId: string): Promise<void> {
    await sql`select pg_advisory_xact_lock(hashtextextended('leitstand:escalation:' || ${incidentId}, 0))`.execute(
      tx,
    );
  }

  /** Lets one process at a time work on the runs of an incident, until the transaction ends. @returns those that no other one works on */
  async claim(tx: Tx, incidentIds: readonly string[]): Promise<string[]> {
    const { rows } = await sql<{
      id: string;
    }>`select id from unnest(${incidentIds}::uuid[]) as one (id)
      where pg_try_advisory_xact_lock(hashtextextended('leitstand:escalation:' || id, 0))`.execute(
      tx,
    );
    return rows.map(({ id }) => id);
  }

  /** The epochs of topics, by id: raised with each acknowledgement, and when they are opened again. */
  async epochsOf(tx: Tx, topicIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const { rows } = await sql<{ id: string; epoch: number }>`
      select id, epoch from notification_topics where id = any (${topicIds}::uuid[])`.execute(tx);
    return new Map(rows.map(({ id, epoch }) => [id, epoch]));
  }

  /** An incident, as far as its escalation is asked for. @param key id, or number */
  async incident(tx: Tx, key: string | number): Promise<AskedIncident | null> {
    const wanted = typeof key === 'string' ? sql`id = ${key}::uuid` : sql`number = ${key}::bigint`;
    const { rows } = await sql<AskedRow>`
      select id, state, class, territory, subject, (select s.team from subjects s where s.slug = subject) as team, acknowledged_at as "acknowledgedAt",
             snoozed_at as at, snoozed_until as until, snoozed_by as by, snooze_ended_at as "endedAt" from incidents where ${wanted}`.execute(
      tx,
    );
    const [row] = rows;
    if (!row) return null;
    const { at, until, by, endedAt, ...incident } = row;
    const snooze = at && until && by ? { at, until, by, endedAt } : null;
    return { ...incident, snooze };
  }

  /** Whom a run has paged so far. */
  async pagedBy(tx: Tx, runId: string): Promise<string[]> {
    const { rows } = await sql<{ id: string }>`
      select distinct user_id as id from notifications where run_id = ${runId} and kind = 'page' order by 1`.execute(
      tx,
    );
    return rows.map(({ id }) => id);
  }

  /** Whom a run paged last, and at which place; null = nobody yet. */
  async lastPaged(
    tx: Tx,
    runId: string,
  ): Promise<{ readonly at: Cursor; readonly users: readonly string[] } | null> {
    const { rows } = await sql<{ loop: number; step: number; users: string[] }>`
      select loop, step, array_agg(distinct user_id) as users from notifications
       where run_id = ${runId} and kind = 'page' group by loop, step order by loop desc, step desc limit 1`.execute(
      tx,
    );
    const [row] = rows;
    return row ? { at: { loop: row.loop, step: row.step }, users: row.users } : null;
  }

  /** The last step of the policy of which a run paged anybody; 0 = none. */
  async highestStep(tx: Tx, runId: string): Promise<number> {
    const { rows } = await sql<{ step: number | null }>`
      select max(step) as step from notifications where run_id = ${runId} and kind = 'page'`.execute(
      tx,
    );
    return rows[0]?.step ?? 0;
  }

  /** Whom a run paged by steps that want everybody, and who neither acknowledged since it began nor declined. */
  async awaitedBy(tx: Tx, run: EscalationRun): Promise<AwaitedUser[]> {
    const steps = run.policy === null ? [] : stepsOfEverybody(run.policy);
    if (steps.length === 0) return [];
    const { rows } = await sql<AwaitedUser>`
      select n.user_id as user, min(n.step) as step from notifications n
       where n.run_id = ${run.id} and n.kind = 'page' and n.step = any (${steps}::int[])
         and n.user_id <> all (${[...run.declined]}::uuid[])
         and not exists (select from incident_events e where e.incident_id = ${run.incidentId}
           and e.kind in ('acknowledged', 'joined') and e.actor ->> 'id' = n.user_id::text and e.at >= date_trunc('milliseconds', ${run.startedAt}::timestamptz))
       group by n.user_id order by n.user_id`.execute(tx);
    return rows;
  }

  /** Ids of those who still have to acknowledge an incident although somebody did. */
  async awaitedOf(tx: Tx, incidentId: string): Promise<string[]> {
    const newest = (await this.newest(tx, [incidentId])).get(incidentId);
    if (!newest || newest.state === 'stopped') return [];
    return (await this.awaitedBy(tx, newest)).map(({ user }) => user);
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

  /** The newest run of each of these incidents. */
  async newest(
    tx: Tx,
    incidentIds: readonly string[],
  ): Promise<ReadonlyMap<string, EscalationRun>> {
    const rows = await tx
      .selectFrom('escalation_runs')
      .selectAll()
      .distinctOn('incident_id')
      .where(sql<boolean>`incident_id = any (${incidentIds}::uuid[])`)
      .orderBy('incident_id')
      .orderBy('number', 'desc')
      .execute();
    return new Map(rows.map((row) => [row.incident_id, fromRow(row)]));
  }

  /** Writes runs as they are from now on, new ones among them, one after the other. */
  async save(tx: Tx, runs: readonly EscalationRun[]): Promise<void> {
    if (runs.length === 0) return;
    const rows = JSON.stringify(runs.map(toRow));
    await sql`insert into escalation_runs (${columns(COLUMNS)}) select ${columns(COLUMNS)} from ${rowsOf('escalation_runs', sql.val(rows))}
      on conflict (id) do update set ${setFrom(COLUMNS, 'excluded')}`.execute(tx);
  }
}

/** What `leitstand_escalation_unheard_incidents` fires. */
const UNHEARD_ALERT = 'LeitstandNobodyPaged';

const SNOOZED = sql`(i.snoozed_until is not null and i.snooze_ended_at is null)`;
const HELD = sql`exists (select from maintenance_holds h where h.incident_id = i.id and h.ended_at is null)`;
/** Open, and asked about before maintenance turned the last time, or before something of it changed that is held. */
const UNASKED = sql`(i.state <> 'resolved' and i.class = 'page' and (select turn > 0 from maintenance_turns)
  and (i.maintenance_asked <> (select turn from maintenance_turns) or (i.maintenance_version <> i.version and ${HELD})))`;
const TIMEOUT = sql`make_interval(secs => ${sql.lit(ACKNOWLEDGE_TIMEOUT_MS / 1000)})`;

const LATELY = sql`make_interval(secs => 3)`;

/** @param among which incidents, called i, are looked at */
function dueAmong(among: RawBuilder<unknown>, limit: RawBuilder<number>): RawBuilder<DueIncident> {
  return sql<DueIncident>`
      select id, extract(epoch from leitstand_now() - since)::float8 as waited from (
        select i.id, case when r.epoch = t.epoch then r.next_at else i.updated_at end as since
          from incidents i left join notification_topics t on t.id = i.topic_id
          left join escalation_runs r on r.incident_id = i.id and r.state <> 'stopped'
         where ${among} and i.state = 'triggered' and i.class = 'page' and not ${SNOOZED} and not ${HELD}
           and (r.id is null or r.state = 'awaiting' or r.epoch is distinct from t.epoch or r.next_at <= (select leitstand_now()))
        union all
        select r.incident_id, null from escalation_runs r join incidents i on i.id = r.incident_id
          join notification_topics t on t.id = i.topic_id
         where ${among} and r.state <> 'stopped' and (i.state <> 'triggered' or ${SNOOZED} or ${HELD})
           and not (r.state = 'awaiting' and i.state = 'acknowledged' and not ${SNOOZED} and not ${HELD}
             and r.epoch = t.epoch and r.next_at > (select leitstand_now()))
        union all
        select i.id, i.acknowledged_at + ${TIMEOUT} from incidents i
         where ${among} and i.state = 'acknowledged' and i.class = 'page' and i.acknowledged_at <= (select leitstand_now()) - ${TIMEOUT}
           and not ${SNOOZED} and not ${HELD}
           and not exists (select from escalation_runs r where r.incident_id = i.id and r.state not in ('stopped', 'awaiting'))
        union all
        select i.id, null from incidents i
         where ${among} and ${UNASKED}
        union all
        select h.incident_id, null from maintenance_holds h join incidents i on i.id = h.incident_id
         where ${among} and h.ended_at is null and i.state = 'resolved'
      ) due order by since nulls last, id limit ${limit}`;
}

const COLUMNS = [
  'id',
  'incident_id',
  'territory',
  'number',
  'because',
  'policy',
  'chosen_by',
  'first_user_id',
  'declined',
  'epoch',
  'state',
  'stopped_by',
  'loop',
  'step',
  'next_at',
  'nobody_since',
  'started_at',
  'ended_at',
] as const;

/** As it stands in JSON. */
function toRow(run: EscalationRun): Readonly<Record<(typeof COLUMNS)[number], unknown>> {
  const { policy, cursor } = run;
  return {
    id: run.id,
    incident_id: run.incidentId,
    territory: run.territory,
    number: run.number,
    because: run.because,
    policy,
    chosen_by: run.chosenBy,
    first_user_id: run.first,
    declined: [...run.declined],
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
    declined: row.declined,
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
