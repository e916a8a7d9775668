import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/tx.js';
import { newId } from '../../platform/kernel/ids.js';
import type { CoveredAlert, Hold, LastHold } from '../domain/maintenance.js';

/** An incident, and what keeps people from being paged about it from now on. */
export interface NewHold extends Hold {
  readonly incidentId: string;
  readonly territory: string;
}

/** What a window kept from people. */
export interface Held {
  /** incidents about which nobody is paged now because of it */
  readonly now: number;
  /** incidents about which nobody was paged for a time, in the time that is looked back */
  readonly lately: number;
}

/** Refusals to page, by maintenance. What a scope may not see does not exist for it. */
@Injectable()
export class HoldsRepository {
  /** The newest refusal of each of these incidents. */
  async last(tx: Tx, incidentIds: readonly string[]): Promise<ReadonlyMap<string, LastHold>> {
    if (incidentIds.length === 0) return new Map();
    const { rows } = await sql<LastHold & { readonly incident: string }>`
      select distinct on (incident_id) incident_id as incident, id, window_id as "windowId", slug, name, since, until,
             ended_at as "endedAt"
        from maintenance_holds where incident_id = any (${[...incidentIds]}::uuid[])
       order by incident_id, since desc, id desc`.execute(tx);
    return new Map(rows.map(({ incident, ...hold }) => [incident, hold]));
  }

  /** The alerts that hold each of these incidents open; of one that is quiet for now, those that were its last. */
  async alertsOf(
    tx: Tx,
    incidentIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly CoveredAlert[]>> {
    const { rows } = await sql<
      CoveredAlert & { readonly incident: string; readonly open: boolean }
    >`
      select incident_id as incident, territory, subject, labels,
             firing_from is not null and (closed_until is null or firing_from > closed_until) as open
        from alerts where incident_id = any (${[...incidentIds]}::uuid[])`.execute(tx);
    const found = Map.groupBy(rows, ({ incident }) => incident);
    return new Map(
      [...found].map(([id, own]) => {
        const open = own.filter((one) => one.open);
        return [id, open.length > 0 ? open : own];
      }),
    );
  }

  async begin(tx: Tx, { incidentId, territory, ...hold }: NewHold): Promise<void> {
    await sql`insert into maintenance_holds (id, incident_id, territory, window_id, slug, name, since, until)
      values (${newId()}, ${incidentId}, ${territory}, ${hold.windowId}, ${hold.slug}, ${hold.name}, ${hold.since}, ${hold.until})`.execute(
      tx,
    );
  }

  /** Another window holds from now on, or the same for another time. */
  async goOn(tx: Tx, id: string, { windowId, slug, name, until }: Hold): Promise<void> {
    await sql`update maintenance_holds set window_id = ${windowId}, slug = ${slug}, name = ${name}, until = ${until}
      where id = ${id}`.execute(tx);
  }

  async end(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
    await sql`update maintenance_holds set ended_at = ${now} where id = any (${[...ids]}::uuid[])`.execute(
      tx,
    );
  }

  /** These were asked about, as they are now. @param turn of maintenance when that began */
  async asked(tx: Tx, incidentIds: readonly string[], turn: number): Promise<void> {
    await sql`update incidents set maintenance_asked = ${turn}::bigint, maintenance_version = version
      where id = any (${[...incidentIds]}::uuid[])
        and (maintenance_asked, maintenance_version) is distinct from (${turn}::bigint, version)`.execute(
      tx,
    );
  }

  /** What each of these windows keeps, and kept within so many days, from people. */
  async heldBy(
    tx: Tx,
    windowIds: readonly string[],
    days: number,
  ): Promise<ReadonlyMap<string, Held>> {
    const { rows } = await sql<Held & { readonly id: string }>`
      select window_id as id, count(distinct incident_id) filter (where ended_at is null)::int as now,
             count(distinct incident_id)::int as lately
        from maintenance_holds where window_id = any (${[...windowIds]}::uuid[])
         and coalesce(ended_at, 'infinity') >= leitstand_now() - make_interval(days => ${days}::int) group by 1`.execute(
      tx,
    );
    return new Map(rows.map(({ id, ...held }) => [id, held]));
  }
}
