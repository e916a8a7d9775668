import { Injectable } from '@nestjs/common';
import { ReadLink, type OpenedLink } from '../../notifications/use-cases/read-link.js';
import type { Tx } from '../../platform/db/tx.js';
import { TimelineRepository } from '../db/timeline.repository.js';
import { overtakenBy, type Overtaken } from '../domain/link-round.js';

/** That an incident turned out to be an older one. */
export interface Merged {
  /** id of the older one */
  readonly into: string;
  readonly at: Date;
}

/** Whether a link is still for what goes on now. */
@Injectable()
export class ReadRound {
  constructor(
    private readonly links: ReadLink,
    private readonly timelines: TimelineRepository,
  ) {}

  /**
   * What its incident was merged into has rounds of its own: those since then count.
   * @param tx of whoever sees the incident; its answer holds as long as the incident is locked in it
   * @param merged what the incident of the link and those behind it were merged into, one after the other, and when
   * @returns what came after the link, so that it takes nothing on; null while it does
   */
  async execute(tx: Tx, link: OpenedLink, merged: readonly Merged[]): Promise<Overtaken | null> {
    for (const { into, at } of merged.toReversed()) {
      const overtaken = overtakenBy(await this.timelines.epochsAfter(tx, into, at));
      if (overtaken !== null) return overtaken;
    }
    const later = await this.links.epochsSince(tx, link);
    return overtakenBy(await this.timelines.lastEpochs(tx, link.topicId, later));
  }
}
