import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/tx.js';
import { ReferencesRepository } from '../db/references.repository.js';
import { TeamsRepository } from '../db/teams.repository.js';
import type { Team, TeamContent } from '../domain/team.js';
import { ResourceUses } from './resource-uses.js';
import type { Versioned } from './save-resource.js';

/** What is special about saving and deleting teams. */
@Injectable()
export class Teams implements Versioned<Team, TeamContent> {
  readonly noun = 'team';

  constructor(
    readonly rows: TeamsRepository,
    private readonly references: ReferencesRepository,
    private readonly uses: ResourceUses,
  ) {}

  content(_tx: Tx, _slug: string, draft: TeamContent): Promise<TeamContent> {
    return Promise.resolve(draft);
  }

  async users(tx: Tx, slug: string): Promise<string[]> {
    return [
      ...(await this.references.subjectsOf(tx, 'team', slug)),
      ...(await this.uses.of(tx, 'team', slug)),
    ];
  }
}
