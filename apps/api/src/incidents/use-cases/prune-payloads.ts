import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { Clock } from '../../platform/kernel/clock.js';
import { PayloadsRepository } from '../db/payloads.repository.js';

/** Bodies of up to 20 MiB are deleted, so never many in one transaction. */
const AT_ONCE = 200;

/** Forgets what sources sent more than 14 days ago; what was made of it stays. */
@Injectable()
export class PrunePayloads {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly scopes: SystemScopes,
    private readonly payloads: PayloadsRepository,
    private readonly clock: Clock,
  ) {}

  /** @returns how many */
  async execute(stopping: AbortSignal): Promise<number> {
    const scope = await this.scopes.open('incidents');
    for (let total = 0; ;) {
      const pruned = await this.unit.run(scope, (write) => {
        write.unrecorded('deliveries are kept for 14 days');
        return this.payloads.prune(write.tx, this.clock.now(), AT_ONCE);
      });
      total += pruned;
      if (pruned < AT_ONCE || stopping.aborted) return total;
    }
  }
}
