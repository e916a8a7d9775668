import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/tx.js';
import { Channels } from '../channels/channels.js';
import { ContactMethodsRepository } from '../db/contact-methods.repository.js';
import { countedWays, type ReachableBy } from '../domain/contact-method.js';

/** Which ways lead to people right now. */
@Injectable()
export class ReadReachability {
  constructor(
    private readonly methods: ContactMethodsRepository,
    private readonly channels: Channels,
  ) {}

  /**
   * @returns by user, verified ways that count and that this instance can go: none for who is disabled, and no mail without a mail server
   *   (LEITSTAND_SMTP_URL). Consoles that ring do not count. Nobody is left out.
   */
  async execute(
    tx: Tx,
    userIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly ReachableBy[]>> {
    const found = await this.methods.reachable(tx, userIds);
    return new Map(
      [...found].map(([userId, methods]) => [userId, countedWays(methods, this.channels.isSetUp)]),
    );
  }
}
