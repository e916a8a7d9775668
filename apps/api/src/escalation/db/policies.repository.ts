import { Injectable } from '@nestjs/common';
import { UNTIL_ACKNOWLEDGED, type NamedFilter, type Page } from '#contract';
import { sql, type Selectable } from 'kysely';
import { insertedAsNamed, pageBySlug } from '../../platform/db/named-rows.js';
import { bySlug, isOneOf } from '../../platform/db/slugs.js';
import type { Tx } from '../../platform/db/tx.js';
import type { Served } from '../domain/choose-policy.js';
import type { EscalationPolicy } from '../domain/escalation-policy.js';
import type { EscalationPoliciesTable } from './tables.js';

type Row = Selectable<EscalationPoliciesTable> & {
  readonly subjects: string[];
  readonly teams: string[];
};

const subjects = sql<
  string[]
>`array(select s.subject from escalation_policy_subjects s where s.policy_id = escalation_policies.id order by s.subject collate "C")`.as(
  'subjects',
);
const teams = sql<
  string[]
>`array(select t.team from escalation_policy_teams t where t.policy_id = escalation_policies.id order by t.team collate "C")`.as(
  'teams',
);

/** Escalation policies with what they serve. What a scope may not see does not exist for it. */
@Injectable()
export class PoliciesRepository {
  async find(tx: Tx, slug: string): Promise<EscalationPolicy | null> {
    const row = await all(tx).where('slug', '=', slug).executeTakeFirst();
    return row ? fromRow(row) : null;
  }

  /**
   * Those of `slugs`, locked in their order; those that are not there are left out. One writer at a time decides which policy serves what, and
   * whoever waits for that has no policy locked yet.
   */
  async lockAll(tx: Tx, slugs: readonly string[]): Promise<EscalationPolicy[]> {
    await sql`select pg_advisory_xact_lock(hashtext('leitstand:escalation'))`.execute(tx);
    const rows = await all(tx).where(isOneOf(slugs)).orderBy(bySlug).forUpdate().execute();
    return rows.map(fromRow);
  }

  page(tx: Tx, filter: NamedFilter): Promise<Page<EscalationPolicy>> {
    return pageBySlug(tx, all(tx), filter, fromRow);
  }

  /** Every policy that the scope sees, by name in paths. */
  async list(tx: Tx): Promise<EscalationPolicy[]> {
    return (await all(tx).orderBy('slug').execute()).map(fromRow);
  }

  /** Every policy of a territory. */
  async ofTerritory(tx: Tx, territory: string): Promise<EscalationPolicy[]> {
    const rows = await all(tx).where('territory', '=', territory).orderBy('slug').execute();
    return rows.map(fromRow);
  }

  /** Those that are for one of these, by name in paths. */
  async serving(tx: Tx, incidents: readonly Served[]): Promise<EscalationPolicy[]> {
    const distinct = (of: (incident: Served) => string | null) => [
      ...new Set(incidents.flatMap((incident) => of(incident) ?? [])),
    ];
    const territories = distinct(({ territory }) => territory);
    const ids = sql<boolean>`id in (
      select policy_id from escalation_policy_subjects where subject = any (${distinct(({ subject }) => subject)}::text[])
      union select policy_id from escalation_policy_teams
        where team = any (${distinct(({ team }) => team)}::text[]) and territory = any (${territories}::text[])
      union select id from escalation_policies where serves_default and territory = any (${territories}::text[]))`;
    return (await all(tx).where(ids).orderBy('slug').execute()).map(fromRow);
  }

  /** @returns false when the name is taken by a policy that the scope does not see */
  async insert(tx: Tx, policy: EscalationPolicy): Promise<boolean> {
    const isNew = await insertedAsNamed(tx.insertInto('escalation_policies').values(toRow(policy)));
    if (isNew) await this.serve(tx, policy);
    return isNew;
  }

  async update(tx: Tx, policy: EscalationPolicy): Promise<void> {
    const { id } = policy;
    await tx.deleteFrom('escalation_policy_subjects').where('policy_id', '=', id).execute();
    await tx.deleteFrom('escalation_policy_teams').where('policy_id', '=', id).execute();
    await tx.updateTable('escalation_policies').set(toRow(policy)).where('id', '=', id).execute();
    await this.serve(tx, policy);
  }

  async delete(tx: Tx, { id }: EscalationPolicy): Promise<void> {
    await tx.deleteFrom('escalation_policies').where('id', '=', id).execute();
  }

  private async serve(tx: Tx, { id, territory, serves }: EscalationPolicy): Promise<void> {
    const own = { policy_id: id, territory };
    const ofSubjects = serves.subjects.map((subject) => ({ subject, ...own }));
    const ofTeams = serves.teams.map((team) => ({ team, ...own }));
    if (ofSubjects.length > 0)
      await tx.insertInto('escalation_policy_subjects').values(ofSubjects).execute();
    if (ofTeams.length > 0)
      await tx.insertInto('escalation_policy_teams').values(ofTeams).execute();
  }
}

function all(tx: Tx) {
  return tx.selectFrom('escalation_policies').selectAll().select([subjects, teams]);
}

function toRow({
  createdAt,
  updatedAt,
  labels,
  serves,
  steps,
  repeat,
  fallback,
  ...same
}: EscalationPolicy) {
  return {
    ...same,
    labels: JSON.stringify(labels),
    serves_default: serves.default,
    steps: JSON.stringify(steps),
    repeat: repeat === UNTIL_ACKNOWLEDGED ? null : repeat,
    fallback: JSON.stringify(fallback),
    created_at: createdAt,
    updated_at: updatedAt,
  };
}

function fromRow({
  serves_default,
  subjects: served,
  teams: answering,
  repeat,
  created_at: createdAt,
  updated_at: updatedAt,
  ...same
}: Row): EscalationPolicy {
  return {
    ...same,
    serves: { subjects: served, teams: answering, default: serves_default },
    repeat: repeat ?? UNTIL_ACKNOWLEDGED,
    createdAt,
    updatedAt,
  };
}
