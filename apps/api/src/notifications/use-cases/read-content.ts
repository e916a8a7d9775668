import { Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import type { Reader } from '../../platform/kernel/reader.js';
import { isOutage } from '../../platform/kernel/outage.js';
import type { NotificationKind } from '../domain/notification.js';
import { sendingScope } from '../domain/sending-scope.js';
import type { TopicContent } from '../domain/topic-content.js';
import { unknownContent } from '../domain/unknown-content.js';
import { TopicContents } from './topic-contents.js';

/** What somebody asks to be told. */
export interface ToldOf {
  /** of the notification */
  readonly id: string;
  readonly kind: NotificationKind;
  /** who is told */
  readonly userId: string;
  readonly topicId: string;
  /** null where it concerns one account alone */
  readonly territory: string | null;
  readonly reader: Reader;
}

/** What there is to say of a topic as things stand now. */
@Injectable()
export class ReadContent {
  constructor(
    private readonly contents: TopicContents,
    private readonly database: DatabaseReader,
    private readonly log: PinoLogger,
  ) {}

  /**
   * Whoever is called is told so even when the room that knows why fails.
   * @returns null when there is nothing to say any more
   * @throws what that room threw, where nobody is called; the driver's error when the database is unavailable
   */
  async execute({
    id,
    kind,
    userId,
    topicId,
    territory,
    reader,
  }: ToldOf): Promise<TopicContent | null> {
    try {
      const provider = this.contents.of(kind);
      if (!provider) throw new Error(`no room of this process knows what a ${kind} is about`);
      return await this.database.read(sendingScope(territory === null ? [] : [territory]), (tx) =>
        provider.contentOf(tx, topicId, reader, { kind, userId }),
      );
    } catch (error) {
      if (isOutage(error) || (kind !== 'page' && kind !== 'responder_request')) throw error;
      this.log.error({ err: error, notification: id }, 'a page goes out without what it is about');
      return unknownContent(reader.locale);
    }
  }
}
