import { Injectable } from '@nestjs/common';
import type { NamedFilter, Page } from '#contract';
import type { Tx } from '../../platform/db/tx.js';
import { EnvironmentsRepository } from '../db/environments.repository.js';
import { ReferencesRepository } from '../db/references.repository.js';
import { CATALOG_EVENTS } from '../domain/catalog-events.js';
import type { Environment, EnvironmentContent } from '../domain/environment.js';
import { assertNotNeeded } from '../domain/write-rules.js';
import { NounTools, VersionedNoun, type AskedWrite } from './versioned-noun.js';

/** Environments: where subjects run. */
@Injectable()
export class Environments extends VersionedNoun<
  Environment,
  EnvironmentContent,
  Environment,
  NamedFilter
> {
  readonly noun = 'environment';
  readonly kind = 'environment';
  readonly events = CATALOG_EVENTS.environment;

  constructor(
    tools: NounTools,
    readonly rows: EnvironmentsRepository,
    private readonly references: ReferencesRepository,
  ) {
    super(tools);
  }

  protected page(tx: Tx, filter: NamedFilter): Promise<Page<Environment>> {
    return this.rows.page(tx, filter);
  }

  protected find(tx: Tx, slug: string): Promise<Environment | null> {
    return this.rows.find(tx, slug);
  }

  protected next({ draft, version }: AskedWrite<Environment, EnvironmentContent>): Environment {
    return version(draft);
  }

  protected override async assertUnused(tx: Tx, { slug }: Environment): Promise<void> {
    const users = await this.references.subjectsOf(tx, 'environment', slug);
    assertNotNeeded(this.noun, slug, users);
  }
}
