import { Injectable } from '@nestjs/common';
import type { AccessScope } from '../../access/domain/principal.js';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import { isId } from '../../platform/kernel/ids.js';
import { FeedsRepository } from '../db/feeds.repository.js';
import { feedOwner, feedTarget } from '../domain/feed.js';
import { feedChanged } from '../domain/schedule-events.js';

/** Ends one of one's own calendars: its address leads nowhere any more. */
@Injectable()
export class RevokeFeed {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly feeds: FeedsRepository,
  ) {}

  /** @throws DomainError `forbidden` for tokens, `not-found` */
  async execute(scope: AccessScope, id: string): Promise<void> {
    const own = feedOwner(scope);
    await this.unit.run(own.scope, async (write) => {
      const feed = isId(id) ? await this.feeds.remove(write.tx, own.userId, id) : null;
      if (!feed) throw notFound('calendar', id);
      write.record(...own.entries({ action: 'feed.revoked', target: feedTarget(feed) }));
      write.emit(feedChanged.of([own.userId], null));
    });
  }
}
