import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { nameTaken, rethrowReference } from '../../catalog/domain/write-rules.js';
import { ResourceUses } from '../../catalog/use-cases/resource-uses.js';
import { saveVersioned, type Saved } from '../../catalog/use-cases/versioned-write.js';
import { Clock } from '../../platform/kernel/clock.js';
import { isViolationOf } from '../../platform/kernel/database-errors.js';

import { invalid } from '../../platform/kernel/domain-error.js';
import type { Expected } from '../../platform/kernel/expected.js';
import { newId } from '../../platform/kernel/ids.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { NamesRepository } from '../db/names.repository.js';
import { SourcesRepository } from '../db/sources.repository.js';
import { assertMayWriteSource, subjectFaults } from '../domain/source-rules.js';
import { nextSource, sourceChange, type Source, type SourceContent } from '../domain/source.js';

/** Creates or changes a source of alerts; and word of which subjects are in use by one. */
@Injectable()
export class SaveSource implements OnModuleInit {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly sources: SourcesRepository,
    private readonly names: NamesRepository,
    private readonly clock: Clock,
    private readonly uses: ResourceUses,
  ) {}

  onModuleInit(): void {
    this.uses.register('subject', 'source', (tx, slugs) => this.sources.countBySubject(tx, slugs));
  }

  /** @throws DomainError `validation-failed` (unknown subject), `precondition-failed`, `forbidden`, `conflict` when the name is taken */
  execute(
    scope: Scope,
    slug: string,
    content: SourceContent,
    expected: Expected,
  ): Promise<Saved<Source>> {
    return this.unit
      .run(scope, (write) =>
        saveVersioned<Source>(write, expected, {
          noun: 'source',
          slug,
          lock: () => this.sources.lock(write.tx, slug),
          next: async (before) => {
            const subjects = [
              content.defaultSubject,
              ...content.mappings.map((one) => one.subject),
            ];
            const mentioned = [{ slo: null, subjects }];
            const known = await this.names.known(write.tx, mentioned, scope.territories);
            const faults = subjectFaults(content, known.subjects);
            if (faults.length > 0) throw invalid(faults);
            return nextSource(before, slug, content, newId(), this.clock.now());
          },
          assertMayWrite: (before, after) => assertMayWriteSource(scope, before, after),
          insert: (after) => this.sources.insert(write.tx, after),
          update: (_before, after) => this.sources.update(write.tx, after),
          changeOf: sourceChange,
          nameTaken: () => nameTaken('source', slug),
        }),
      )
      .catch((error: unknown) => {
        if (!isViolationOf(error, 'alert_sources_instance')) return rethrowReference(error);
        const message = 'Another source is evaluated by the Prometheus of this instance already.';
        throw invalid([{ path: 'prometheus', code: 'taken', message }]);
      });
  }
}
