import { Injectable } from '@nestjs/common';
import { Settings } from '../../platform/config/settings.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { Clock } from '../../platform/kernel/clock.js';
import { invalid } from '../../platform/kernel/domain-error.js';
import { SeedRepository } from '../db/seed.repository.js';
import { ApplyDocuments } from './apply-documents.js';
import { CatalogFolder } from '../gateways/catalog-folder.gateway.js';

/** Applies the files of `LEITSTAND_CATALOG_DIR` on the first start, and never again: later changes are people's. */
@Injectable()
export class SeedCatalog {
  constructor(
    private readonly settings: Settings,
    private readonly database: DatabaseReader,
    private readonly scopes: SystemScopes,
    private readonly folder: CatalogFolder,
    private readonly seed: SeedRepository,
    private readonly apply: ApplyDocuments,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns whether the catalog was seeded now
   * @throws DomainError naming file, document and field when a file cannot be applied; nothing is kept then
   */
  async execute(): Promise<boolean> {
    if (this.settings.get('SAMPLE') === 'off') return false;
    const scope = await this.scopes.open('seed');
    if (await this.database.read(scope, (tx) => this.seed.isSeeded(tx))) return false;
    const sources = await this.folder.documents();
    if (sources.length === 0) return false;
    const documents = sources.map(({ document }, index) => ({ ...document, index }));
    const report = await this.apply.execute(scope, documents, false, (tx) =>
      this.seed.mark(tx, this.clock.now()),
    );
    const faults = report.documents.flatMap(({ index, errors }) =>
      errors.map((error) => ({ ...error, path: `${sources[index]?.file}: ${error.path}` })),
    );
    if (faults.length > 0) throw invalid(faults);
    return true;
  }
}
