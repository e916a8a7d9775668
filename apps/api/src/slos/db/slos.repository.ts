import { Injectable } from '@nestjs/common';
import { sql, type OperationNodeSource, type Selectable } from 'kysely';
import type { SloDocument } from '#slo';
import { bySlug, isOneOf } from '../../platform/db/slugs.js';
import type { Tx } from '../../platform/db/tx.js';
import type { Actor } from '../../platform/kernel/scope.js';
import { WAITS_FOR } from '../domain/publication.js';
import type { Slo } from '../domain/slo.js';
import type { SlosTable } from './tables.js';

/** One version of an SLO; `document` is null where it was deleted. */
export interface SloVersion {
  readonly version: number;
  readonly at: Date;
  readonly actor: Actor;
  readonly indicatorRevision: number;
  readonly document: SloDocument | null;
}

/** Subjects and teams that documents refer to. */
export interface Names {
  readonly subjects: readonly string[];
  readonly teams: readonly string[];
}

/** Those of them that there are, as far as the actor sees them. */
export interface Places {
  /** with the label matchers that expressions of its territory must carry; '' = none */
  readonly subjects: ReadonlyMap<
    string,
    { readonly id: string; readonly territory: string; readonly matchers: string }
  >;
  readonly teams: ReadonlySet<string>;
}

/** SLOs and their versions. What a scope may not see does not exist for it. */
@Injectable()
export class SlosRepository {
  async find(tx: Tx, slug: string): Promise<Slo | undefined> {
    const row = await tx
      .selectFrom('slos')
      .selectAll()
      .where('slug', '=', slug)
      .where('deleted_at', 'is', null)
      .executeTakeFirst();
    return row && fromRow(row);
  }

  /** When the last one of this name was deleted; null when none was. */
  async deletedAt(tx: Tx, slug: string): Promise<Date | null> {
    const row = await tx
      .selectFrom('slos')
      .select('deleted_at')
      .where('slug', '=', slug)
      .where('deleted_at', 'is not', null)
      .orderBy('deleted_at', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row?.deleted_at ?? null;
  }

  /** Like `find`, and nobody else changes it until the transaction ends. */
  async lock(tx: Tx, slug: string): Promise<Slo | null> {
    const row = await tx
      .selectFrom('slos')
      .selectAll()
      .where('slug', '=', slug)
      .where('deleted_at', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    return row ? fromRow(row) : null;
  }

  /** The same of many, in the order of their names; those that are not there are left out. */
  async lockAll(tx: Tx, slugs: readonly string[]): Promise<Slo[]> {
    const rows = await tx
      .selectFrom('slos')
      .selectAll()
      .where(isOneOf(slugs))
      .where('deleted_at', 'is', null)
      .orderBy(bySlug)
      .forUpdate()
      .execute();
    return rows.map(fromRow);
  }

  /** Those of the subjects and teams that the actor sees. */
  async places(tx: Tx, names: Names): Promise<Places> {
    const subjects = await tx
      .selectFrom('subjects')
      .innerJoin('territories', 'code', 'territory')
      .select(['slug', 'id', 'territory', 'matchers'])
      .where(isOneOf(names.subjects))
      .execute();
    const teams =
      names.teams.length > 0
        ? await tx.selectFrom('teams').select('slug').where(isOneOf(names.teams)).execute()
        : [];
    return {
      subjects: new Map(subjects.map((row) => [row.slug, row])),
      teams: new Set(teams.map(({ slug }) => slug)),
    };
  }

  /** The label matchers that expressions of territories must carry, by territory; '' = none. */
  async matchers(tx: Tx, territories: readonly string[]): Promise<Map<string, string>> {
    const rows = await tx
      .selectFrom('territories')
      .select(['code', 'matchers'])
      .where('code', 'in', [...territories, ''])
      .execute();
    return new Map(rows.map(({ code, matchers }) => [code, matchers]));
  }

  /** Territories of the sample SLOs in use, in order. */
  async sampleTerritories(tx: Tx): Promise<string[]> {
    const { rows } = await sql<{ territory: string }>`select distinct territory from slos
      where sample and deleted_at is null order by territory`.execute(tx);
    return rows.map(({ territory }) => territory);
  }

  /** @returns false when the name is taken by an SLO that the scope does not see */
  async insert(tx: Tx, slo: Slo, actor: Actor): Promise<boolean> {
    const row = {
      ...toRow(slo),
      id: slo.id,
      slug: slo.slug,
      created_at: slo.createdAt,
      rules_message: WAITS_FOR.worker,
    };
    const made = tx
      .insertInto('slos')
      .values(row)
      .onConflict((oc) => oc.doNothing())
      .returning('id');
    return (await this.withVersion(tx, made, slo, slo.document, actor)) === 1;
  }

  async update(tx: Tx, slo: Slo, actor: Actor): Promise<void> {
    const changed = tx
      .updateTable('slos')
      .set({ ...toRow(slo), rules_state: 'pending', rules_message: WAITS_FOR.worker })
      .where('id', '=', slo.id)
      .returning('id');
    await this.withVersion(tx, changed, slo, slo.document, actor);
  }

  /** Takes an SLO out of use; its row, history and ledger stay. */
  async remove(tx: Tx, slo: Slo, actor: Actor, now: Date): Promise<void> {
    const version = slo.version + 1;
    const removed = tx
      .updateTable('slos')
      .set({
        version,
        subject_id: null,
        team: null,
        deleted_at: now,
        updated_at: now,
        rules_state: 'pending',
        rules_message: null,
      })
      .where('id', '=', slo.id)
      .returning('id');
    await this.withVersion(tx, removed, { ...slo, version, updatedAt: now }, null, actor);
  }

  /** Every document that the scope sees, by name. */
  async documents(tx: Tx): Promise<SloDocument[]> {
    const rows = await tx
      .selectFrom('slos')
      .select('document')
      .where('deleted_at', 'is', null)
      .orderBy('slug')
      .execute();
    return rows.map(({ document }) => document);
  }

  /** How many SLOs are about each of these subjects. */
  async countBySubject(tx: Tx, subjects: readonly string[]): Promise<Map<string, number>> {
    const { rows } = await sql<{
      slug: string;
      n: number;
    }>`select j.slug, count(*)::int as n from slos s join subjects j on j.id = s.subject_id
      where s.deleted_at is null and j.slug = any (${subjects}) group by j.slug`.execute(tx);
    return new Map(rows.map(({ slug, n }) => [slug, n]));
  }

  /** How many SLOs name each of these teams. */
  async countByTeam(tx: Tx, teams: readonly string[]): Promise<Map<string, number>> {
    const { rows } = await sql<{
      team: string;
      n: number;
    }>`select team, count(*)::int as n from slos
      where deleted_at is null and team = any (${teams}) group by team`.execute(tx);
    return new Map(rows.map(({ team, n }) => [team, n]));
  }

  /** SLOs about a subject, or of a team, by name in paths. */
  async namesOf(tx: Tx, used: 'subject' | 'team', name: string): Promise<string[]> {
    const all = tx.selectFrom('slos as s').select('s.slug').where('s.deleted_at', 'is', null);
    const found =
      used === 'team'
        ? all.where('s.team', '=', name)
        : all.innerJoin('subjects as j', 'j.id', 's.subject_id').where('j.slug', '=', name);
    const rows = await found.orderBy('s.slug').execute();
    return rows.map(({ slug }) => slug);
  }

  /** Newest first. */
  async versions(tx: Tx, id: string): Promise<SloVersion[]> {
    const rows = await tx
      .selectFrom('slo_versions')
      .selectAll()
      .where('slo_id', '=', id)
      .orderBy('version', 'desc')
      .execute();
    return rows.map((row) => ({
      version: row.version,
      at: row.at,
      actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
      indicatorRevision: row.indicator_revision,
      document: row.document,
    }));
  }

  /** Writes an SLO and the version that comes of it in one statement. @returns how many rows were written */
  private async withVersion(
    tx: Tx,
    written: OperationNodeSource,
    slo: Slo,
    document: SloDocument | null,
    actor: Actor,
  ): Promise<number> {
    const { version, territory, indicatorRevision, updatedAt } = slo;
    const json = document && JSON.stringify(document);
    const { rows } = await sql`with written as (${written})
      insert into slo_versions (slo_id, version, territory, document, indicator_revision, actor_kind, actor_id, actor_name, at)
      select id, ${version}::int, ${territory}::text, ${json}::jsonb, ${indicatorRevision}::int,
             ${actor.kind}::text, ${actor.id}::text, ${actor.name}::text, ${updatedAt}::timestamptz from written
      returning slo_id`.execute(tx);
    return rows.length;
  }
}

function toRow(slo: Slo) {
  const { window } = slo.document.spec;
  return {
    subject_id: slo.subjectId,
    team: slo.team,
    territory: slo.territory,
    document: JSON.stringify(slo.document),
    target: slo.document.spec.target,
    time_window: 'rolling' in window ? window.rolling : `calendar-${window.calendar}`,
    version: slo.version,
    indicator_revision: slo.indicatorRevision,
    sample: slo.sample,
    updated_at: slo.updatedAt,
  };
}

function fromRow(row: Selectable<SlosTable>): Slo {
  return {
    id: row.id,
    slug: row.slug,
    subjectId: row.subject_id ?? '',
    team: row.team,
    territory: row.territory,
    document: row.document,
    version: row.version,
    indicatorRevision: row.indicator_revision,
    sample: row.sample,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
