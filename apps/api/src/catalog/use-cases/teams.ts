import { Injectable } from '@nestjs/common';
import type { NamedFilter, Page } from '#contract';
import type { Write } from '../../audit/use-cases/unit-of-work.js';
import type { Tx } from '../../platform/db/tx.js';
import { ReferencesRepository } from '../db/references.repository.js';
import { TeamsRepository, type TeamRow } from '../db/teams.repository.js';
import { CATALOG_EVENTS } from '../domain/catalog-events.js';
import type { Team, TeamContent } from '../domain/team.js';
import { assertNotNeeded } from '../domain/write-rules.js';
import { ResourceUses } from './resource-uses.js';
import { NounTools, VersionedNoun, type AskedWrite } from './versioned-noun.js';

/** Teams: who answers for subjects and objectives. */
@Injectable()
export class Teams extends VersionedNoun<Team, TeamContent, TeamRow, NamedFilter> {
  readonly noun = 'team';
  readonly kind = 'team';
  readonly events = CATALOG_EVENTS.team;

  constructor(
    tools: NounTools,
    readonly rows: TeamsRepository,
    private readonly references: ReferencesRepository,
    private readonly uses: ResourceUses,
  ) {
    super(tools);
  }

  protected page(tx: Tx, filter: NamedFilter): Promise<Page<TeamRow>> {
    return this.rows.page(tx, filter);
  }

  protected find(tx: Tx, slug: string): Promise<TeamRow | null> {
    return this.rows.find(tx, slug);
  }

  protected next({ draft, version }: AskedWrite<Team, TeamContent>): Team {
    return version(draft);
  }

  protected override async assertUnused(tx: Tx, { slug }: Team): Promise<void> {
    const users = [
      ...(await this.references.subjectsOf(tx, 'team', slug)),
      ...(await this.uses.keeping(tx, 'team', slug)),
    ];
    assertNotNeeded(this.noun, slug, users);
  }

  protected override letGo(write: Write, { slug }: Team): Promise<void> {
    return this.uses.letGo(write, 'team', slug);
  }
}
