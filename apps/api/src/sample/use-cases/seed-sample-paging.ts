import { Injectable } from '@nestjs/common';
import { ApplyDocuments } from '../../catalog/use-cases/apply-documents.js';
import { Subjects } from '../../catalog/use-cases/subjects.js';
import { Settings } from '../../platform/config/settings.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { Clock } from '../../platform/kernel/clock.js';
import { invalid } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { SamplePagingRepository } from '../db/sample-paging.repository.js';
import {
  mondayBefore,
  samplePagingDocuments,
  type SampleServices,
} from '../domain/sample-paging.js';

/** Services that one sample policy is for, at most. */
const MOST = 100;

/** Makes the sample rota and its policies as soon as there is an administrator, once: later changes are people's. */
@Injectable()
export class SeedSamplePaging {
  constructor(
    private readonly settings: Settings,
    private readonly database: DatabaseReader,
    private readonly scopes: SystemScopes,
    private readonly subjects: Subjects,
    private readonly seed: SamplePagingRepository,
    private readonly apply: ApplyDocuments,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns whether it was made now
   * @throws DomainError naming document and field when it cannot be made; nothing is kept then
   */
  async execute(): Promise<boolean> {
    if (this.settings.get('SAMPLE') === 'off') return false;
    const scope = await this.scopes.open('sample');
    const person = await this.database.read(scope, async (tx) =>
      (await this.seed.isSeeded(tx))
        ? undefined
        : this.seed.firstAdministrator(tx, scope.territories),
    );
    if (!person) return false;
    const now = this.clock.now();
    const values = samplePagingDocuments(person, await this.services(scope), mondayBefore(now));
    if (values.length === 0) return false;
    const documents = values.map((value, index) => ({ index, value }));
    const report = await this.apply.execute(scope, documents, false, (tx) =>
      this.seed.mark(tx, now),
    );
    const errors = report.documents.flatMap((document) => document.errors);
    if (errors.length > 0) throw invalid(errors);
    return true;
  }

  private services(scope: Scope): Promise<SampleServices[]> {
    return Promise.all(
      scope.territories.map(async (territory) => {
        const filter = { territory, label: 'sample=true', limit: MOST };
        const { items } = await this.subjects.list(scope, filter);
        return { territory, subjects: items.map(({ subject }) => subject.slug) };
      }),
    );
  }
}
