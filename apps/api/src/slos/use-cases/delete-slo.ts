import { Injectable } from '@nestjs/common';
import { sloDeleted } from '../domain/slo-events.js';
import { assertMay } from '../../access/use-cases/ability.js';
import { AuditTrail } from '../../audit/use-cases/audit-trail.js';
import { Database } from '../../platform/db/database.js';
import { Clock } from '../../platform/kernel/clock.js';
import { assertExpected, type Expected } from '../../platform/kernel/expected.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { SlosRepository } from '../db/slos.repository.js';
import { attributesOf } from '../domain/slo.js';

/** Takes an SLO out of use. Its rules go with the next publishing; its history and ledger stay. */
@Injectable()
export class DeleteSlo {
  constructor(
    private readonly database: Database,
    private readonly slos: SlosRepository,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found`, `precondition-failed` or `forbidden` */
  async execute(scope: Scope, slug: string, expected: Expected): Promise<void> {
    await this.database.transaction(scope, async (tx) => {
      const slo = await this.slos.lock(tx, slug);
      if (!slo) throw notFound('SLO', slug);
      assertExpected(expected, slo.version, `SLO "${slug}"`);
      assertMay(scope, 'write', 'slo', attributesOf(slo));
      await this.slos.remove(tx, slo, scope.actor, this.clock.now());
      await this.outbox.append(tx, sloDeleted.of([slug], slo.territory));
      const target = { kind: 'slo', id: slo.id, name: slug };
      await this.audit.append(tx, scope, {
        action: 'slo.deleted',
        target,
        territory: slo.territory,
        before: slo.document,
        after: null,
      });
    });
  }
}
