import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/tx.js';
import { DomainError, invalid } from '../../platform/kernel/domain-error.js';
import { ReferencesRepository } from '../db/references.repository.js';
import { EnvironmentsRepository } from '../db/environments.repository.js';
import { SubjectsRepository } from '../db/subjects.repository.js';
import { TeamsRepository } from '../db/teams.repository.js';
import {
  settled,
  subjectFaults,
  type Subject,
  type SubjectContent,
  type SubjectDraft,
} from '../domain/subject.js';
import { ResourceUses } from './resource-uses.js';
import {
  referencesToCheck,
  unknownReferences,
  type PendingReferences,
  type SubjectReferences,
} from '../domain/subject-references.js';
import type { Versioned } from './save-resource.js';

/** What is special about saving and deleting subjects: their rules, what they refer to, and what refers to them. */
@Injectable()
export class Subjects implements Versioned<Subject, SubjectDraft> {
  readonly noun = 'subject';

  constructor(
    readonly rows: SubjectsRepository,
    private readonly teams: TeamsRepository,
    private readonly environments: EnvironmentsRepository,
    private readonly references: ReferencesRepository,
    private readonly uses: ResourceUses,
  ) {}

  async content(
    tx: Tx,
    slug: string,
    draft: SubjectDraft,
    before: Subject | null,
    pending: PendingReferences,
  ): Promise<SubjectContent> {
    const missing = await this.missing(tx, referencesToCheck(slug, draft, before, pending));
    const faults = [...subjectFaults(slug, draft), ...unknownReferences(draft, missing)];
    if (faults.length > 0) throw invalid(faults);
    return settled(draft);
  }

  /** What is measured of a subject stays in its territory, so a subject in use cannot move to another one. */
  async assertMovable(tx: Tx, before: Subject, after: Subject): Promise<void> {
    if (before.territory === after.territory) return;
    const users = await this.uses.of(tx, 'subject', before.slug);
    if (users.length === 0) return;
    const message = `${users.join(', ')} of this subject belong to ${before.territory}; delete them first, or make a new subject.`;
    throw new DomainError('conflict', message, [{ path: 'territory', code: 'in-use', message }]);
  }

  async users(tx: Tx, slug: string): Promise<string[]> {
    return [
      ...(await this.references.dependantsOf(tx, slug)),
      ...(await this.uses.of(tx, 'subject', slug)),
    ];
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
