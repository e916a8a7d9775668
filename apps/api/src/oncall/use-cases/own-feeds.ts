import { Injectable } from '@nestjs/common';
import type { AccessScope } from '../../access/domain/principal.js';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { Settings } from '../../platform/config/settings.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import type { Tx } from '../../platform/db/tx.js';
import { Clock } from '../../platform/kernel/clock.js';
import { conflict, notFound } from '../../platform/kernel/domain-error.js';
import { isId, newId } from '../../platform/kernel/ids.js';
import { newSecret } from '../../platform/kernel/one-time-secret.js';
import { FeedsRepository } from '../db/feeds.repository.js';
import { SchedulesRepository } from '../db/schedules.repository.js';
import { feedOwner, MOST_FEEDS, type Feed } from '../domain/feed.js';
import { feedChanged } from '../domain/schedule-events.js';
import type { Schedule } from '../domain/schedule.js';

/** One's own feed, and the schedule that it tells of. */
export interface OwnFeed {
  readonly feed: Feed;
  /** null = one's own shifts, or those of a schedule that one may not read any more */
  readonly schedule: Pick<Schedule, 'slug' | 'name'> | null;
}

/** A feed with its address, which its maker sees once. */
export interface MadeFeed extends OwnFeed {
  readonly url: string;
}

/** Secret bits in an address; nobody guesses 128 of them. */
const BYTES = 16;

/** Calendars of one's own shifts, and of schedules: made, listed, revoked. */
@Injectable()
export class OwnFeeds {
  constructor(
    private readonly database: DatabaseReader,
    private readonly unit: UnitOfWork,
    private readonly feeds: FeedsRepository,
    private readonly schedules: SchedulesRepository,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `forbidden` for tokens */
  async list(scope: AccessScope): Promise<OwnFeed[]> {
    const own = feedOwner(scope);
    const feeds = await this.database.read(own.scope, (tx) => this.feeds.list(tx, own.userId));
    return this.database.read(readerOf(scope), (tx) => this.shown(tx, feeds));
  }

  /**
   * @param slug of the schedule whose shifts it tells; null = one's own on every schedule
   * @throws DomainError `forbidden` for tokens, `not-found` for a schedule that one may not read, `conflict` when one has too many
   */
  async make(scope: AccessScope, slug: string | null): Promise<MadeFeed> {
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
      write.record(...own.entries({ action: 'feed.created', target: targetOf(feed), after }));
      write.emit(feedChanged.of([own.userId], null));
    });
    const language = scope.principal.locale ?? 'en';
    return {
      feed,
      schedule,
      url: `${this.settings.publicUrl}/feeds/${token}.ics?lang=${language}`,
    };
  }

  /** @throws DomainError `forbidden` for tokens, `not-found` */
  async revoke(scope: AccessScope, id: string): Promise<void> {
    const own = feedOwner(scope);
    await this.unit.run(own.scope, async (write) => {
      const feed = isId(id) ? await this.feeds.remove(write.tx, own.userId, id) : null;
      if (!feed) throw notFound('calendar', id);
      write.record(...own.entries({ action: 'feed.revoked', target: targetOf(feed) }));
      write.emit(feedChanged.of([own.userId], null));
    });
  }

  private async readable(scope: AccessScope, slug: string): Promise<Schedule> {
    const found = await this.database.read(readerOf(scope), (tx) => this.schedules.find(tx, slug));
    if (!found) throw notFound('schedule', slug);
    return found;
  }

  private async shown(tx: Tx, feeds: readonly Feed[]): Promise<OwnFeed[]> {
    const ids = feeds.flatMap(({ scheduleId }) => scheduleId ?? []);
    const found = ids.length > 0 ? await this.schedules.findByIds(tx, ids) : [];
    const named = new Map(found.map((schedule) => [schedule.id, schedule]));
    return feeds.map((feed) => ({ feed, schedule: named.get(feed.scheduleId ?? '') ?? null }));
  }
}

/** One's scope where one may read schedules. */
const readerOf = (scope: AccessScope): AccessScope => ({
  ...scope,
  territories: scope.principal.effectivePermissions.get('schedule:read') ?? [],
});

const targetOf = ({ id, scheduleId }: Feed) => ({
  kind: 'feed',
  id,
  name: scheduleId === null ? 'own shifts' : 'schedule',
});
