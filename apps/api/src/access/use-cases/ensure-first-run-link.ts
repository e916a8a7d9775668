import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { Injectable } from '@nestjs/common';
import { Settings } from '../../platform/config/settings.js';
import { Clock } from '../../platform/kernel/clock.js';
import { FirstRunRepository } from '../db/first-run.repository.js';
import { asAccess } from '../domain/access-scopes.js';
import { newSecret } from '../../platform/kernel/one-time-secret.js';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Makes the one-time link with which the first administrator signs in. Older links are void from then on. */
@Injectable()
export class EnsureFirstRunLink {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly firstRun: FirstRunRepository,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** @returns a link that lives for 24 hours, or null once an administrator exists */
  execute(): Promise<string | null> {
    return this.unit.run(asAccess({ territories: [] }), async (write) => {
      const { tx } = write;
      write.unrecorded('there is nobody yet who could read the trail');
      await this.firstRun.lock(tx);
      if (await this.firstRun.hasAdministrator(tx)) return null;
      const now = this.clock.now();
      const { token, hash } = newSecret();
      await this.firstRun.replaceLink(tx, hash, now, new Date(now.getTime() + DAY_MS));
      return `${this.settings.publicUrl}/first-run?token=${token}`;
    });
  }
}
