import { OWN_SOURCE_NAME } from '#contract';
import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import { API_VERSION } from '../../catalog/domain/documents.js';
import { ApplyDocuments } from '../../catalog/use-cases/apply-documents.js';
import { Settings } from '../../platform/config/settings.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { Clock } from '../../platform/kernel/clock.js';
import { invalid } from '../../platform/kernel/domain-error.js';
import { ANY } from '../../platform/kernel/expected.js';
import { hashSecret } from '../../platform/kernel/one-time-secret.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { NamesRepository } from '../db/names.repository.js';
import { SourcesRepository } from '../db/sources.repository.js';
import { OWN_SUBJECT } from '../domain/placement.js';
import { tokenMade, type Source } from '../domain/source.js';
import { Sources } from './sources.js';

/** The Alertmanager that `npm start` runs. */
const SOURCE = 'alertmanager';

/**
 * Makes known the Alertmanager that an instance runs itself, so that its alerts are taken from the first start. What people change of the
 * source afterwards stays; only its token follows the launcher's.
 */
@Injectable()
export class EnsureOwnSource {
  constructor(
    private readonly settings: Settings,
    private readonly database: DatabaseReader,
    private readonly scopes: SystemScopes,
    private readonly unit: UnitOfWork,
    private readonly sources: Sources,
    private readonly rows: SourcesRepository,
    private readonly names: NamesRepository,
    private readonly apply: ApplyDocuments,
    private readonly clock: Clock,
  ) {}

  /** @returns whether anything had to be written; false where Alertmanager is somebody else's */
  async execute(): Promise<boolean> {
    const token = this.settings.get('INTAKE_TOKEN');
    if (token === undefined) return false;
    const hash = hashSecret(token);
    const scope = await this.scopes.open('incidents');
    const known = await this.database.read(scope, (tx) => this.rows.byToken(tx, hash));
    if (known) return false;
    const territory = await this.territoryOfSubject(scope);
    await this.unit.run(scope, async (write) => {
      const source =
        (await this.rows.lock(write.tx, SOURCE)) ?? (await this.made(write, territory));
      await this.rows.giveToken(write.tx, source, { token, hash }, this.clock.now());
      const { entries, events } = tokenMade(source);
      write.record(...entries);
      write.emit(...events);
    });
    return true;
  }

  private async made(write: Write, territory: string): Promise<Source> {
    const content = contentIn(territory, write.scope);
    return (await this.sources.within(write, SOURCE, () => content, ANY)).resource;
  }

  private async territoryOfSubject(scope: Scope): Promise<string> {
    const found = await this.database.read(scope, (tx) => this.names.territoryOf(tx, OWN_SUBJECT));
    if (found !== null) return found;
    const [territory = ''] = scope.territories;
    const value = {
      apiVersion: API_VERSION,
      kind: 'Subject',
      metadata: { name: OWN_SUBJECT, displayName: 'Leitstand' },
      spec: { type: 'service', description: 'This instance of Leitstand.', territory },
    };
    const { documents } = await this.apply.execute(scope, [{ index: 0, value }], false);
    const errors = documents.flatMap((document) => document.errors);
    if (errors.length > 0) throw invalid(errors);
    return territory;
  }
}

function contentIn(territory: string, { territories }: Scope) {
  return {
    name: OWN_SOURCE_NAME,
    kind: 'alertmanager' as const,
    prometheus: 'instance' as const,
    groupIntervalSeconds: 10,
    watchdogSeconds: 60,
    territory,
    territories,
    defaultSubject: OWN_SUBJECT,
    mappings: [],
    severities: {},
  };
}
