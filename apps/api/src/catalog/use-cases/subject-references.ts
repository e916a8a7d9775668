import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/tx.js';
import { Refusal, type FieldError } from '../../platform/kernel/refusal.js';
import { EnvironmentsRepository } from '../db/environments.repository.js';
import { SubjectsRepository } from '../db/subjects.repository.js';
import { TeamsRepository } from '../db/teams.repository.js';
import type { Subject, SubjectDraft } from '../domain/subject.js';
import { SubjectUses } from './subject-uses.js';

/** Names that a caller will write in the same transaction, so that the order of documents does not matter. */
export interface Coming {
  readonly teams: ReadonlySet<string>;
  readonly environments: ReadonlySet<string>;
  readonly subjects: ReadonlySet<string>;
}

export const NOTHING_COMING: Coming = { teams: new Set(), environments: new Set(), subjects: new Set() };

/** Checks a subject against what surrounds it: the names it refers to, and what refers to it. */
@Injectable()
export class SubjectReferences {
  constructor(
    private readonly teams: TeamsRepository,
    private readonly environments: EnvironmentsRepository,
    private readonly subjects: SubjectsRepository,
    private readonly uses: SubjectUses,
  ) {}

  /**
   * A name counts as known when the actor sees it, when the subject refers to it already (it may lie in a territory that the
   * actor does not see), or when it is among `coming`.
   */
  async faults(tx: Tx, slug: string, draft: SubjectDraft, before: Subject | null, coming: Coming): Promise<FieldError[]> {
    const { team, environment, dependsOn } = draft;
    const found: FieldError[] = [];
    if (team && team !== before?.team && !coming.teams.has(team) && !(await this.teams.find(tx, team))) found.push(unknown('team', 'team', team));
    if (environment && environment !== before?.environment && !coming.environments.has(environment) && !(await this.environments.find(tx, environment))) {
      found.push(unknown('environment', 'environment', environment));
    }
    const open = dependsOn.filter((name) => name !== slug && !before?.dependsOn.includes(name) && !coming.subjects.has(name));
    const known = await this.subjects.known(tx, open);
    const missing = open.filter((name) => !known.has(name));
    return [...found, ...missing.map((name) => unknown(`dependsOn.${dependsOn.indexOf(name)}`, 'subject', name))];
  }

  /**
   * What is measured of a subject stays in its territory, so a subject in use cannot move to another one.
   * @throws Refusal `conflict` saying how much refers to it
   */
  async assertMovable(tx: Tx, { territory }: SubjectDraft, before: Subject | null): Promise<void> {
    if (!before || before.territory === territory) return;
    const users = await this.uses.of(tx, before.slug);
    if (users.length === 0) return;
    const message = `${users.join(', ')} of this subject belong to ${before.territory}; delete them first, or make a new subject.`;
    throw new Refusal('conflict', message, [{ path: 'territory', code: 'in-use', message }]);
  }
}

function unknown(path: string, noun: string, name: string): FieldError {
  return { path, code: `unknown-${noun}`, message: `There is no ${noun} "${name}" that you may see.` };
}
