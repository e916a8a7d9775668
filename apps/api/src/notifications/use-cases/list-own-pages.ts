import { Injectable } from '@nestjs/common';
import type { AccessScope } from '../../access/domain/principal.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { RingsRepository } from '../db/rings.repository.js';
import { ownAccount } from '../domain/own-account.js';
import { byTopic, type OwnPage } from '../domain/own-page.js';
import { ReadContent } from './read-content.js';

/** What I am being paged about now, and what my consoles ring for. */
@Injectable()
export class ListOwnPages {
  constructor(
    private readonly database: DatabaseReader,
    private readonly rings: RingsRepository,
    private readonly contents: ReadContent,
  ) {}

  /** @returns each thing once, newest first; @throws DomainError `forbidden` for tokens */
  async execute(scope: AccessScope): Promise<OwnPage[]> {
    const own = ownAccount(scope);
    const open = await this.database.read(own.scope, (tx) => this.rings.open(tx, own.userId));
    const pages: OwnPage[] = [];
    for (const { shown, since } of byTopic(open)) {
      const content = await this.contents.execute({ ...shown, userId: own.userId, reader: shown });
      if (!content) continue;
      const { id, kind, rings } = shown;
      const { reference, title, path, sample } = content;
      pages.push({ id, kind, reference, title, path, sample, since, rings });
    }
    return pages;
  }
}
