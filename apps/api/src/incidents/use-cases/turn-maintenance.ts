import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import { someAtATime } from '../../platform/background/some-at-a-time.js';
import { databaseNow } from '../../platform/db/database-clock.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { MaintenanceRepository } from '../db/maintenance.repository.js';
import { maintenanceChanged } from '../domain/incident-events.js';

const AT_ONCE = 100;

/** Has incidents be asked about again once a window began or ended. Any number of workers may run it. */
@Injectable()
export class TurnMaintenance {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly scopes: SystemScopes,
    private readonly windows: MaintenanceRepository,
  ) {}

  /** @returns how many turned */
  async execute(stopping: AbortSignal): Promise<number> {
    const scope = await this.scopes.open('incidents');
    return someAtATime(AT_ONCE, stopping, () => this.unit.run(scope, (write) => this.some(write)));
  }

  private async some(write: Write): Promise<number> {
    write.unrecorded('what a window does by itself stands in the timelines of incidents');
    const { tx } = write;
    const windows = await this.windows.lockTurning(tx, AT_ONCE);
    await this.windows.turned(tx, windows, await databaseNow(tx));
    for (const [territory, own] of Map.groupBy(windows, (one) => one.territory))
      write.emit(
        maintenanceChanged.of(
          own.map(({ slug }) => slug),
          territory,
        ),
      );
    return windows.length;
  }
}
