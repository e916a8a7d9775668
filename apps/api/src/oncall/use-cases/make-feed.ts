import { Injectable } from '@nestjs/common';
import type { AccessScope } from '../../access/domain/principal.js';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { Settings } from '../../platform/config/settings.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { Clock } from '../../platform/kernel/clock.js';
import { conflict, notFound } from '../../platform/kernel/domain-error.js';
import { newId } from '../../platform/kernel/ids.js';
import { newSecret } from '../../platform/kernel/one-time-secret.js';
import { FeedsRepository } from '../db/feeds.repository.js';
import { SchedulesRepository } from '../db/schedules.repository.js';
import {
  feedOwner,
  feedTarget,
  MOST_FEEDS,
  scheduleReader,
  type Feed,
  type OwnFeed,
} from '../domain/feed.js';
import { feedChanged } from '../domain/schedule-events.js';
import type { Schedule } from '../domain/schedule.js';

/** A feed with its address, which its maker sees once. */
export interface MadeFeed extends OwnFeed {
  readonly url: string;
}

/** Secret bytes in an address; nobody guesses 128 bits. */
const BYTES = 16;

/** Makes a secret address at which calendars read shifts. */
@Injectable()
export class MakeFeed {
  constructor(
    private readonly database: DatabaseReader,
    private readonly unit: UnitOfWork,
    private readonly feeds: FeedsRepository,
    private readonly schedules: SchedulesRepository,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /**
   * @param slug of the schedule whose shifts it tells; null = one's own on every schedule
   * @throws DomainError `forbidden` for tokens, `not-found` for a schedule that one may not read, `conflict` when one has too many
   */
  async execute(scope: AccessScope, slug: string | null): Promise<MadeFeed> {
    const own = feedOwner(scope);
    const schedule = slug === null ? null : await this.readable(scope, slug);
    const { token, hash } = newSecret('', BYTES);
    const feed: Feed = {
      id: newId(),
      userId: own.userId,
      scheduleId: schedule?.id ?? null,
      createdAt: this.clock.now(),
      lastReadAt: null,
    };
    await this.unit.run(own.scope, async (write) => {
      await this.feeds.lockOwner(write.tx, own.userId);
      if ((await this.feeds.list(write.tx, own.userId)).length >= MOST_FEEDS)
        throw conflict(
          'too-many-feeds',
          `You have ${MOST_FEEDS} calendars. Revoke one that is not needed first.`,
        );
      await this.feeds.add(write.tx, feed, hash);
      const after = { schedule: schedule?.slug ?? null };
      write.record(...own.entries({ action: 'feed.created', target: feedTarget(feed), after }));
      write.emit(feedChanged.of([own.userId], null));
    });
    const language = scope.principal.locale ?? 'en';
    return {
      feed,
      schedule,
      url: `${this.settings.publicUrl}/feeds/${token}.ics?lang=${language}`,
    };
  }

  private async readable(scope: AccessScope, slug: string): Promise<Schedule> {
    const found = await this.database.read(scheduleReader(scope), (tx) =>
      this.schedules.find(tx, slug),
    );
    if (!found) throw notFound('schedule', slug);
    return found;
  }
}
