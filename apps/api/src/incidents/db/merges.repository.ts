import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/tx.js';
import type { Incident } from '../domain/incident.js';

/** Which alerts and groups count at which incident, where some turned out to be others. What a scope may not see does not exist for it. */
@Injectable()
export class MergesRepository {
  /** The groups whose alerts an incident is, with their territories. */
  async groupsOf(tx: Tx, incidentId: string): Promise<Map<string, string>> {
    const { rows } = await sql<{ key: string; territory: string }>`
      select key, territory from alert_groups where incident_id = ${incidentId}`.execute(tx);
    return new Map(rows.map(({ key, territory }) => [key, territory]));
  }

  /** The groups of an incident and of all that were merged into it, however far down. */
  async keysUnder(tx: Tx, incidentId: string): Promise<string[]> {
    const { rows } = await sql<{ key: string }>`
      with recursive under as (
        select id, group_key from incidents where id = ${incidentId}
        union all select i.id, i.group_key from incidents i join under u on i.merged_into = u.id
      ) select distinct group_key as key from under`.execute(tx);
    return rows.map(({ key }) => key);
  }

  /** Locks the alerts of incidents, in the order in which deliveries lock theirs. */
  async lockAlerts(tx: Tx, incidentIds: readonly string[]): Promise<void> {
    await sql`select id from alerts where incident_id = any (${incidentIds}::uuid[])
      order by source_id, fingerprint collate "C" for update`.execute(tx);
  }

  /** Alerts and groups of an incident are another one's from now on, which keeps having had them. @param keys of the groups; null = all */
  async move(
    tx: Tx,
    from: string,
    { id: to, territory }: Incident,
    keys: readonly string[] | null,
  ): Promise<void> {
    const wanted = keys === null ? sql`true` : sql`group_key = any (${keys}::text[])`;
    await sql`
      with moved as (
        update alerts set incident_id = ${to} where incident_id = ${from} and ${wanted} returning id, told_start
      ) insert into incident_alerts (incident_id, alert_id, territory, starts_at)
          select ${to}::uuid, id, ${territory}, told_start from moved on conflict do nothing`.execute(
      tx,
    );
    await sql`update alert_groups set incident_id = ${to}
      where incident_id = ${from} and ${keys === null ? sql`true` : sql`key = any (${keys}::text[])`}`.execute(
      tx,
    );
  }

  /** Ids of those that were merged into an incident, oldest first. */
  async idsInto(tx: Tx, incidentId: string): Promise<string[]> {
    const { rows } = await sql<{ id: string }>`
      select id from incidents where merged_into = ${incidentId} order by number`.execute(tx);
    return rows.map(({ id }) => id);
  }
}
