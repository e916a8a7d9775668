import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Settings } from '../../platform/config/settings.js';
import type { Tx } from '../../platform/db/tx.js';
import { ContactMethodsRepository } from '../db/contact-methods.repository.js';
import { codeContent, lostContent, testContent } from '../domain/own-messages.js';
import type { TopicContent } from '../domain/topic-content.js';
import { codeKey, codeOf } from '../domain/verification-code.js';
import { TopicContents } from './topic-contents.js';

/** What this room's own messages say: a topic of tests is a person, one of codes or losses is the way that the code was sent to, or that was lost. */
@Injectable()
export class OwnContents implements OnModuleInit {
  constructor(
    private readonly contents: TopicContents,
    private readonly methods: ContactMethodsRepository,
    private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.contents.register({
      owns: (kind) => kind === 'test',
      contentsOf: (_tx, told) =>
        Promise.resolve(told.map(({ reader }) => testContent(reader.locale))),
    });
    this.contents.register({
      owns: (kind) => kind === 'verification',
      contentsOf: async (tx, told) => {
        const contents: (TopicContent | null)[] = [];
        for (const { topicId: methodId, reader } of told)
          contents.push(await this.code(tx, methodId, reader.locale));
        return contents;
      },
    });
    this.contents.register({
      owns: (kind) => kind === 'self',
      contentsOf: async (tx, told) => {
        const contents: (TopicContent | null)[] = [];
        for (const { topicId: methodId, reader } of told)
          contents.push(await this.lost(tx, methodId, reader.locale));
        return contents;
      },
    });
  }

  /** Null once it was removed. */
  private async lost(tx: Tx, methodId: string, locale: 'de' | 'en'): Promise<TopicContent | null> {
    const way = await this.methods.shown(tx, methodId);
    return way && lostContent(locale, way.address ?? way.kind);
  }

  /** The newest code, whichever message asks; null once it was used or is over. */
  private async code(tx: Tx, methodId: string, locale: 'de' | 'en'): Promise<TopicContent | null> {
    const pending = await this.methods.pendingCode(tx, methodId);
    if (!pending?.isLive) return null;
    return codeContent(locale, codeOf(codeKey(this.settings.get('SECRET')), pending.id));
  }
}
