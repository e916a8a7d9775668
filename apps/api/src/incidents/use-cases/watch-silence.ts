import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { databaseNow } from '../../platform/db/database-clock.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { AlertsRepository } from '../db/alerts.repository.js';
import { HeartbeatsRepository } from '../db/heartbeats.repository.js';
import { NamesRepository } from '../db/names.repository.js';
import { SourcesRepository } from '../db/sources.repository.js';
import {
  awaitedHeartbeat,
  awaitedSource,
  isSilent,
  watchAt,
  type Awaited,
} from '../domain/silence.js';
import { SILENCE_PREFIX } from '../domain/incident.js';
import { OWN_SUBJECT } from '../domain/placement.js';
import { RaiseAlarm } from './raise-alarm.js';

const MOST = 1000;

/** Opens an incident for each source and heartbeat that is not heard in time, and ends it when it is heard again. */
@Injectable()
export class WatchSilence {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly database: DatabaseReader,
    private readonly scopes: SystemScopes,
    private readonly sources: SourcesRepository,
    private readonly heartbeats: HeartbeatsRepository,
    private readonly alerts: AlertsRepository,
    private readonly names: NamesRepository,
    private readonly alarms: RaiseAlarm,
  ) {}

  /** @returns how many are silent */
  async execute(): Promise<number> {
    const scope = await this.scopes.open('incidents');
    const { awaited, watch, now, own } = await this.look(scope);
    const silent = awaited.filter((one) => isSilent(one, watch, now));
    for (const one of silent) await this.raise(scope, one, own);
    const keys = new Set(silent.map(({ key }) => key));
    const open = await this.database.read(scope, (tx) =>
      this.alerts.openGroupKeys(tx, SILENCE_PREFIX),
    );
    // Heard again, or nobody waits for it any more.
    for (const one of open.filter(({ key }) => !keys.has(key)))
      await this.unit.run(scope, async (write) => {
        write.unrecorded('what happens by itself stands in the timelines of incidents');
        await this.alarms.calm(write, one);
      });
    return silent.length;
  }

  private look(scope: Scope) {
    return this.unit.run(scope, async (write) => {
      write.unrecorded('when it was looked is needed only to know of pauses');
      const { tx } = write;
      const now = await databaseNow(tx);
      const watch = watchAt(await this.heartbeats.watch(tx), now);
      await this.heartbeats.watched(tx, watch);
      const sources = (await this.sources.page(tx, { limit: MOST })).items.map(awaitedSource);
      const others = (await this.heartbeats.page(tx, { limit: MOST })).items.map(awaitedHeartbeat);
      const awaited = [...sources, ...others].filter((one) => one !== null);
      return { awaited, watch, now, own: await this.names.territoryOf(tx, OWN_SUBJECT) };
    });
  }

  /** @param own territory of what incidents about this instance are about; null where the catalog does not know it */
  private async raise(scope: Scope, one: Awaited, own: string | null): Promise<void> {
    const isOwn = one.subject === null && own !== null;
    await this.unit.run(scope, async (write) => {
      write.unrecorded('what happens by itself stands in the timelines of incidents');
      await this.alarms.within(write, {
        ...one,
        subject: isOwn ? OWN_SUBJECT : one.subject,
        territory: isOwn ? own : one.territory,
        data: { lastAt: one.lastAt, after: one.patienceMs / 1000 },
      });
    });
  }
}
