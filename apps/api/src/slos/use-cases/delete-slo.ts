import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { deleteVersioned } from '../../catalog/use-cases/versioned-write.js';
import { Clock } from '../../platform/kernel/clock.js';
import type { Expected } from '../../platform/kernel/expected.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { SlosRepository } from '../db/slos.repository.js';
import { sloChange } from '../domain/slo-change.js';
import { assertMayWriteSlo, type Slo } from '../domain/slo.js';

/** Takes an SLO out of use. Its rules go with the next publishing; its history and ledger stay. */
@Injectable()
export class DeleteSlo {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly slos: SlosRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found`, `precondition-failed` or `forbidden` */
  execute(scope: Scope, slug: string, expected: Expected): Promise<void> {
    return this.unit.run(scope, (write) =>
      deleteVersioned<Slo>(write, expected, {
        noun: 'SLO',
        slug,
        lock: () => this.slos.lock(write.tx, slug),
        assertMayWrite: (before, after) => assertMayWriteSlo(scope, before, after),
        remove: (slo) => this.slos.remove(write.tx, slo, scope.actor, this.clock.now()),
        changeOf: sloChange,
      }),
    );
  }
}
