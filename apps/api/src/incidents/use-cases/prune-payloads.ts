import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { someAtATime } from '../../platform/background/some-at-a-time.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { Clock } from '../../platform/kernel/clock.js';
import { PayloadsRepository } from '../db/payloads.repository.js';
import { SourcesRepository } from '../db/sources.repository.js';

/** Bodies of up to 20 MiB are deleted, so never many in one transaction. */
const AT_ONCE = 200;

/** Forgets what sources sent more than 14 days ago; what was made of it stays. */
@Injectable()
export class PrunePayloads {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly scopes: SystemScopes,
    private readonly database: DatabaseReader,
    private readonly sources: SourcesRepository,
    private readonly payloads: PayloadsRepository,
    private readonly clock: Clock,
  ) {}

  /** @returns how many were too old; of each source only as much as may be kept stays, too */
  async execute(stopping: AbortSignal): Promise<number> {
    const scope = await this.scopes.open('incidents');
    const known = await this.database.read(scope, (tx) => this.sources.page(tx, { limit: 1000 }));
    for (const { source } of known.items)
      await this.unit.run(scope, (write) => {
        write.unrecorded('deliveries are kept up to a size');
        return this.payloads.bound(write.tx, source.id);
      });
    return someAtATime(AT_ONCE, stopping, () =>
      this.unit.run(scope, (write) => {
        write.unrecorded('deliveries are kept for 14 days');
        return this.payloads.prune(write.tx, this.clock.now(), AT_ONCE);
      }),
    );
  }
}
