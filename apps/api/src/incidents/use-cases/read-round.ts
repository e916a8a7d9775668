import { Injectable } from '@nestjs/common';
import { ReadLink, type OpenedLink } from '../../notifications/use-cases/read-link.js';
import type { Tx } from '../../platform/db/tx.js';
import { TimelineRepository } from '../db/timeline.repository.js';
import { overtakenBy, type Overtaken } from '../domain/link-round.js';

/** Whether a link is still for what goes on now. */
@Injectable()
export class ReadRound {
  constructor(
    private readonly links: ReadLink,
    private readonly timelines: TimelineRepository,
  ) {}

  /**
   * @param tx of whoever sees the incident; its answer holds as long as the incident is locked in it
   * @returns what came after the link, so that it takes nothing on; null while it does
   */
  async execute(tx: Tx, link: OpenedLink): Promise<Overtaken | null> {
    const later = await this.links.epochsSince(tx, link);
    return overtakenBy(await this.timelines.lastEpochs(tx, link.topicId, later));
  }
}
