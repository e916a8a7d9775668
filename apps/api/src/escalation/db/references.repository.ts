import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { nameOf } from '../../incidents/domain/incident.js';
import { isOneOf } from '../../platform/db/slugs.js';
import type { Tx } from '../../platform/db/tx.js';
import type { Served } from '../domain/choose-policy.js';

/** What policies refer to, and what refers to them, as far as the scope sees it. */
@Injectable()
export class PolicyReferencesRepository {
  /** Territories of those of the subjects that there are. */
  async territoriesOf(tx: Tx, subjects: readonly string[]): Promise<Map<string, string>> {
    const rows = await tx
      .selectFrom('subjects')
      .select(['slug', 'territory'])
      .where(isOneOf(subjects))
      .execute();
    return new Map(rows.map(({ slug, territory }) => [slug, territory]));
  }

  /** What decides who is paged about a subject. @returns null when there is none of that name */
  async served(tx: Tx, subject: string): Promise<Served | null> {
    const row = await tx
      .selectFrom('subjects')
      .select(['slug as subject', 'territory', 'team'])
      .where('slug', '=', subject)
      .executeTakeFirst();
    return row ?? null;
  }

  /** Those of the teams that there are. */
  async teams(tx: Tx, slugs: readonly string[]): Promise<Set<string>> {
    const rows = await tx.selectFrom('teams').select('slug').where(isOneOf(slugs)).execute();
    return new Set(rows.map(({ slug }) => slug));
  }

  /** Who administers a territory, the oldest accounts first. */
  async administrators(tx: Tx, territory: string): Promise<string[]> {
    const { rows } = await sql<{
      id: string;
    }>`select u.id from users u join user_grants g on g.user_id = u.id
      where u.disabled_at is null and g.role = 'admin' and g.territory = ${territory} order by u.created_at, u.id limit 20`.execute(
      tx,
    );
    return rows.map(({ id }) => id);
  }

  /** How many policies serve each of these subjects. */
  async countBySubject(tx: Tx, subjects: readonly string[]): Promise<Map<string, number>> {
    const { rows } = await sql<{
      name: string;
      n: number;
    }>`select subject as name, count(*)::int as n
      from escalation_policy_subjects where subject = any (${[...subjects]}::text[]) group by 1`.execute(
      tx,
    );
    return new Map(rows.map(({ name, n }) => [name, n]));
  }

  /** How many policies serve each of these teams. */
  async countByTeam(tx: Tx, teams: readonly string[]): Promise<Map<string, number>> {
    const { rows } = await sql<{ name: string; n: number }>`select team as name, count(*)::int as n
      from escalation_policy_teams where team = any (${[...teams]}::text[]) group by 1`.execute(tx);
    return new Map(rows.map(({ name, n }) => [name, n]));
  }

  /** Policies that serve a subject or a team, by name in paths. */
  async serving(tx: Tx, served: 'subjects' | 'teams', name: string): Promise<string[]> {
    const [table, column] =
      served === 'subjects'
        ? [sql.table('escalation_policy_subjects'), sql.ref('s.subject')]
        : [sql.table('escalation_policy_teams'), sql.ref('s.team')];
    const { rows } = await sql<{ slug: string }>`select p.slug from ${table} s
      join escalation_policies p on p.id = s.policy_id where ${column} = ${name} order by 1`.execute(
      tx,
    );
    return rows.map(({ slug }) => slug);
  }

  /** Policies that name a schedule. */
  async naming(tx: Tx, schedule: string): Promise<string[]> {
    const { rows } = await sql<{ slug: string }>`select p.slug from escalation_policies p
      where p.fallback ->> 'schedule' = ${schedule}
        or jsonb_path_exists(p.steps, '$[*].targets[*] ? (@.schedule == $slug)', jsonb_build_object('slug', ${schedule}::text))
      order by 1`.execute(tx);
    return rows.map(({ slug }) => slug);
  }

  /** Names of the incidents that are being escalated by a policy now. */
  async pagedAbout(tx: Tx, policy: string): Promise<string[]> {
    const { rows } = await sql<{ number: number }>`select i.number from escalation_runs r
      join incidents i on i.id = r.incident_id
      where r.state <> 'stopped' and i.state <> 'resolved' and r.policy ->> 'slug' = ${policy} order by 1`.execute(
      tx,
    );
    return rows.map(({ number }) => nameOf({ number: Number(number) }));
  }

  /** How many policies name each of these schedules. */
  async countBySchedule(tx: Tx, schedules: readonly string[]): Promise<Map<string, number>> {
    const { rows } = await sql<{ slug: string; n: number }>`select asked.slug, count(*)::int as n
      from unnest(${[...schedules]}::text[]) as asked(slug) join escalation_policies p
        on p.fallback ->> 'schedule' = asked.slug
        or jsonb_path_exists(p.steps, '$[*].targets[*] ? (@.schedule == $slug)', jsonb_build_object('slug', asked.slug))
     group by asked.slug`.execute(tx);
    return new Map(rows.map(({ slug, n }) => [slug, n]));
  }
}
