import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/tx.js';
import { EnvironmentsRepository } from '../db/environments.repository.js';
import { ReferencesRepository } from '../db/references.repository.js';
import type { Environment, EnvironmentContent } from '../domain/environment.js';
import type { Versioned } from './save-resource.js';

/** What is special about saving and deleting environments. */
@Injectable()
export class Environments implements Versioned<Environment, EnvironmentContent> {
  readonly noun = 'environment';

  constructor(
    readonly rows: EnvironmentsRepository,
    private readonly references: ReferencesRepository,
  ) {}

  content(_tx: Tx, _slug: string, draft: EnvironmentContent): Promise<EnvironmentContent> {
    return Promise.resolve(draft);
  }

  users(tx: Tx, slug: string): Promise<string[]> {
    return this.references.subjectsOf(tx, 'environment', slug);
  }
}
