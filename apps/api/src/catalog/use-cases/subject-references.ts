import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/tx.js';
import type { FieldError } from '../../platform/kernel/domain-error.js';
import { EnvironmentsRepository } from '../db/environments.repository.js';
import { SubjectsRepository } from '../db/subjects.repository.js';
import { TeamsRepository } from '../db/teams.repository.js';
import type { Subject, SubjectDraft } from '../domain/subject.js';

/** Names that a caller will write in the same transaction, so that the order of documents does not matter. */
export interface PendingReferences {
  readonly teams: ReadonlySet<string>;
  readonly environments: ReadonlySet<string>;
  readonly subjects: ReadonlySet<string>;
}

export const NO_PENDING_REFERENCES: PendingReferences = {
  teams: new Set(),
  environments: new Set(),
  subjects: new Set(),
};

/** Checks the names that a subject refers to. */
@Injectable()
export class SubjectReferences {
  constructor(
    private readonly teams: TeamsRepository,
    private readonly environments: EnvironmentsRepository,
    private readonly subjects: SubjectsRepository,
  ) {}

  /**
   * A name counts as known when the actor sees it, when the subject refers to it already (it may lie in a territory that the
   * actor does not see), or when it is among `pending`.
   */
  async faults(
    tx: Tx,
    slug: string,
    draft: SubjectDraft,
    before: Subject | null,
    pending: PendingReferences,
  ): Promise<FieldError[]> {
    const { team, environment, dependsOn } = draft;
    const found: FieldError[] = [];
    if (
      team &&
      team !== before?.team &&
      !pending.teams.has(team) &&
      !(await this.teams.find(tx, team))
    )
      found.push(unknown('team', 'team', team));
    if (
      environment &&
      environment !== before?.environment &&
      !pending.environments.has(environment) &&
      !(await this.environments.find(tx, environment))
    ) {
      found.push(unknown('environment', 'environment', environment));
    }
    const open = dependsOn.filter(
      (name) => name !== slug && !before?.dependsOn.includes(name) && !pending.subjects.has(name),
    );
    const known = await this.subjects.known(tx, open);
    const missing = open.filter((name) => !known.has(name));
    return [
      ...found,
      ...missing.map((name) => unknown(`dependsOn.${dependsOn.indexOf(name)}`, 'subject', name)),
    ];
  }
}

function unknown(path: string, noun: string, name: string): FieldError {
  return {
    path,
    code: `unknown-${noun}`,
    message: `There is no ${noun} "${name}" that you may see.`,
  };
}
