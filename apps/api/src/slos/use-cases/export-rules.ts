import { Injectable } from '@nestjs/common';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { PublishingRepository } from '../db/publishing.repository.js';
import { RuleTexts } from '../documents/rule-texts.js';

/** The rules of every SLO that the actor may see, for a Prometheus that this instance does not publish to. */
@Injectable()
export class ExportRules {
  constructor(
    private readonly database: DatabaseReader,
    private readonly repository: PublishingRepository,
    private readonly texts: RuleTexts,
  ) {}

  /** @returns YAML: a rule file, or a resource of the Prometheus operator */
  async execute(scope: Scope, format: 'prometheus' | 'prometheusrule'): Promise<string> {
    const slos = await this.database.read(scope, (tx) => this.repository.all(tx));
    return this.texts.export(
      slos.filter(({ deleted }) => !deleted),
      format,
    );
  }
}
