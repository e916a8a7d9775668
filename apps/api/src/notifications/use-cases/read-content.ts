import { Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import type { Reader } from '../../platform/kernel/reader.js';
import { Together } from '../../platform/kernel/together.js';
import { isOutage } from '../../platform/kernel/outage.js';
import type { NotificationKind } from '../domain/notification.js';
import { sendingScope } from '../domain/sending-scope.js';
import type { TopicContent } from '../domain/topic-content.js';
import { unknownContent } from '../domain/unknown-content.js';
import { TopicContents } from './topic-contents.js';

/** Transactions that read at once, and how many topics one reads. */
const AT_ONCE = 4;
const TOGETHER = 20;

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
  /** Whatever waits is read in one transaction: a storm has people told of many topics at once. */
  private readonly reads = new Together<ToldOf, TopicContent | null>(
    { atOnce: AT_ONCE, most: TOGETHER, sizeOf: () => 1 },
    (told) => this.read(told),
  );

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
  async execute(told: ToldOf): Promise<TopicContent | null> {
    const { id, kind, territory, reader } = told;
    try {
      return await this.reads.take(`${territory ?? ''} ${kind}`, told);
    } catch (error) {
      if (isOutage(error) || (kind !== 'page' && kind !== 'responder_request')) throw error;
      this.log.error({ err: error, notification: id }, 'a page goes out without what it is about');
      return unknownContent(reader.locale);
    }
  }

  /** @param told of one kind, in one territory */
  private async read(told: readonly ToldOf[]): Promise<readonly (TopicContent | null)[]> {
    const [first] = told;
    if (!first) return [];
    const { kind, territory } = first;
    const provider = this.contents.of(kind);
    if (!provider) throw new Error(`no room of this process knows what a ${kind} is about`);
    const scope = sendingScope(territory === null ? [] : [territory]);
    return this.database.read(scope, (tx) => provider.contentsOf(tx, told));
  }
}
