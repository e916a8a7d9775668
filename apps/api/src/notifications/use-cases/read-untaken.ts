import { Injectable } from '@nestjs/common';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { NotificationsRepository } from '../db/notifications.repository.js';
import { SENDING_ACTOR } from '../domain/sending-scope.js';

/** For how long somebody has waited to be told, for whoever watches that pages go out. */
@Injectable()
export class ReadUntaken {
  constructor(
    private readonly database: DatabaseReader,
    private readonly scopes: SystemScopes,
    private readonly notifications: NotificationsRepository,
  ) {}

  /** @returns seconds that the oldest notification has been due which nobody takes; 0 when there is none */
  async execute(): Promise<number> {
    const scope = await this.scopes.open(SENDING_ACTOR);
    return this.database.read(scope, (tx) => this.notifications.oldestUntaken(tx));
  }
}
