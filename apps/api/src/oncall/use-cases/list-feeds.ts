import { Injectable } from '@nestjs/common';
import type { AccessScope } from '../../access/domain/principal.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { FeedsRepository } from '../db/feeds.repository.js';
import { SchedulesRepository } from '../db/schedules.repository.js';
import { feedOwner, scheduleReader, type OwnFeed } from '../domain/feed.js';

/** One's own calendars of shifts, newest first. */
@Injectable()
export class ListFeeds {
  constructor(
    private readonly database: DatabaseReader,
    private readonly feeds: FeedsRepository,
    private readonly schedules: SchedulesRepository,
  ) {}

  /** @throws DomainError `forbidden` for tokens */
  async execute(scope: AccessScope): Promise<OwnFeed[]> {
    const own = feedOwner(scope);
    const feeds = await this.database.read(own.scope, (tx) => this.feeds.list(tx, own.userId));
    const ids = feeds.flatMap(({ scheduleId }) => scheduleId ?? []);
    const found = await this.database.read(scheduleReader(scope), (tx) =>
      this.schedules.findByIds(tx, ids),
    );
    const named = new Map(found.map((schedule) => [schedule.id, schedule]));
    return feeds.map((feed) => ({ feed, schedule: named.get(feed.scheduleId ?? '') ?? null }));
  }
}
