import { Injectable } from '@nestjs/common';
import type { Page } from '#contract';
import type { Write } from '../../audit/use-cases/unit-of-work.js';
import type { Tx } from '../../platform/db/tx.js';
import { DomainError, invalid } from '../../platform/kernel/domain-error.js';
import { ReferencesRepository } from '../db/references.repository.js';
import { EnvironmentsRepository } from '../db/environments.repository.js';
import { SubjectsRepository, type SubjectView } from '../db/subjects.repository.js';
import { TeamsRepository } from '../db/teams.repository.js';
import { CATALOG_EVENTS } from '../domain/catalog-events.js';
import type { SubjectFilter } from '../domain/list-filter.js';
import { settled, subjectFaults, type Subject, type SubjectDraft } from '../domain/subject.js';
import { assertNotNeeded } from '../domain/write-rules.js';
import { ResourceUses } from './resource-uses.js';
import {
  referencesToCheck,
  unknownReferences,
  type PendingReferences,
  type SubjectReferences,
} from '../domain/subject-references.js';
import { NounTools, VersionedNoun, type AskedWrite } from './versioned-noun.js';

/** A subject as a whole screen needs it: with its neighbours and how many SLOs are about it. */
export interface CountedSubject extends SubjectView {
  readonly slos: number;
}

/** Subjects: their rules, what they refer to, and what refers to them. */
@Injectable()
export class Subjects extends VersionedNoun<Subject, SubjectDraft, CountedSubject, SubjectFilter> {
  readonly noun = 'subject';
  readonly kind = 'subject';
  readonly events = CATALOG_EVENTS.subject;

  constructor(
    tools: NounTools,
    readonly rows: SubjectsRepository,
    private readonly teams: TeamsRepository,
    private readonly environments: EnvironmentsRepository,
    private readonly references: ReferencesRepository,
    private readonly uses: ResourceUses,
  ) {
    super(tools);
  }

  protected async page(tx: Tx, filter: SubjectFilter): Promise<Page<CountedSubject>> {
    const { items, nextCursor } = await this.rows.page(tx, filter);
    return { items: await this.counted(tx, items), nextCursor };
  }

  protected async find(tx: Tx, slug: string): Promise<CountedSubject | null> {
    const view = await this.rows.find(tx, slug);
    return view ? ((await this.counted(tx, [view]))[0] ?? null) : null;
  }

  protected async next(asked: AskedWrite<Subject, SubjectDraft>): Promise<Subject> {
    const { write, slug, draft, before, pending } = asked;
    const missing = await this.missing(write.tx, referencesToCheck(slug, draft, before, pending));
    const faults = [...subjectFaults(slug, draft), ...unknownReferences(draft, missing)];
    if (faults.length > 0) throw invalid(faults);
    return asked.version(settled(draft));
  }

  /** What is measured of a subject stays in its territory, so a subject in use cannot move to another one. */
  protected override async assertMovable(tx: Tx, before: Subject, after: Subject): Promise<void> {
    if (before.territory === after.territory) return;
    const users = await this.uses.of(tx, 'subject', before.slug);
    if (users.length === 0) return;
    const message = `${users.join(', ')} of this subject belong to ${before.territory}; delete or change them first, or make a new subject.`;
    throw new DomainError(
      'conflict',
      message,
      users.map((user) => ({ path: 'territory', code: 'in-use', message: user })),
    );
  }

  protected override async assertUnused(tx: Tx, { slug }: Subject): Promise<void> {
    const users = [
      ...(await this.references.dependantsOf(tx, slug)),
      ...(await this.uses.keeping(tx, 'subject', slug)),
    ];
    assertNotNeeded(this.noun, slug, users);
  }

  protected override letGo(write: Write, { slug }: Subject): Promise<void> {
    return this.uses.letGo(write, 'subject', slug);
  }

  /** `pending`, and those of the names that the actor sees: looked up at once where many subjects are saved. */
  async known(
    tx: Tx,
    names: PendingReferences,
    pending: PendingReferences,
  ): Promise<PendingReferences> {
    const [teams, environments, subjects] = [
      await this.teams.known(tx, [...names.teams]),
      await this.environments.known(tx, [...names.environments]),
      await this.rows.known(tx, [...names.subjects]),
    ];
    return {
      teams: new Set([...teams, ...pending.teams]),
      environments: new Set([...environments, ...pending.environments]),
      subjects: new Set([...subjects, ...pending.subjects]),
    };
  }

  private async counted(tx: Tx, views: readonly SubjectView[]): Promise<CountedSubject[]> {
    const slugs = views.map(({ subject }) => subject.slug);
    const counts = await this.uses.count(tx, 'subject', 'slo', slugs);
    return views.map((view) => ({ ...view, slos: counts.get(view.subject.slug) ?? 0 }));
  }

  /** Those of the names that the actor does not see. */
  private async missing(
    tx: Tx,
    { team, environment, subjects }: SubjectReferences,
  ): Promise<SubjectReferences> {
    const known = await this.rows.known(tx, subjects);
    return {
      team: team && (await this.teams.known(tx, [team])).has(team) ? null : team,
      environment:
        environment && (await this.environments.known(tx, [environment])).has(environment)
          ? null
          : environment,
      subjects: subjects.filter((name) => !known.has(name)),
    };
  }
}
