import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/tx.js';
import { NotificationsRepository, type SentPage } from '../db/notifications.repository.js';

/** When people were paged, for rooms downstream that count it. */
@Injectable()
export class ReadPagesSent {
  constructor(private readonly notifications: NotificationsRepository) {}

  /** @returns once for each time that somebody was to look, whatever ways it went by; of what the scope sees */
  execute(tx: Tx, userIds: readonly string[], from: Date, to: Date): Promise<readonly SentPage[]> {
    return this.notifications.pagesSent(tx, userIds, from, to);
  }
}
