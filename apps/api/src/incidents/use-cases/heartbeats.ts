import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { NamedFilter, Page } from '#contract';
import { ResourceUses } from '../../catalog/use-cases/resource-uses.js';
import {
  NounTools,
  VersionedNoun,
  type AskedWrite,
} from '../../catalog/use-cases/versioned-noun.js';
import type { Tx } from '../../platform/db/tx.js';
import { invalid } from '../../platform/kernel/domain-error.js';
import { HeartbeatsRepository } from '../db/heartbeats.repository.js';
import { NamesRepository } from '../db/names.repository.js';
import type {
  Heartbeat,
  HeartbeatDraft,
  HeartbeatView,
  ShownHeartbeat,
} from '../domain/heartbeat.js';
import { SOURCE_EVENTS } from '../domain/incident-events.js';
import { awaitedHeartbeat } from '../domain/silence.js';
import { ReadSilence } from './read-silence.js';

/** Heartbeats. The token of one that is deleted opens nothing any more; an incident about its silence ends by itself. */
@Injectable()
export class Heartbeats
  extends VersionedNoun<Heartbeat, HeartbeatDraft, ShownHeartbeat, NamedFilter>
  implements OnModuleInit
{
  readonly noun = 'heartbeat';
  readonly kind = 'source';
  readonly events = SOURCE_EVENTS;

  constructor(
    tools: NounTools,
    readonly rows: HeartbeatsRepository,
    private readonly names: NamesRepository,
    private readonly uses: ResourceUses,
    private readonly silence: ReadSilence,
  ) {
    super(tools);
  }

  onModuleInit(): void {
    this.uses.register('subject', 'heartbeat', {
      count: (tx, slugs) => this.rows.countBySubject(tx, slugs),
      names: (tx, subject) => this.rows.ofSubject(tx, subject),
    });
  }

  protected override get recordedAs(): string {
    return 'heartbeat';
  }

  protected async page(tx: Tx, filter: NamedFilter): Promise<Page<ShownHeartbeat>> {
    const { items, ...rest } = await this.rows.page(tx, filter);
    return { ...rest, items: await this.withSilence(tx, items) };
  }

  protected async find(tx: Tx, slug: string): Promise<ShownHeartbeat | null> {
    const view = await this.rows.find(tx, slug);
    return (view && (await this.withSilence(tx, [view]))[0]) ?? null;
  }

  protected async next({
    write: { tx },
    draft,
    version,
  }: AskedWrite<Heartbeat, HeartbeatDraft>): Promise<Heartbeat> {
    const { subject } = draft;
    const territory = await this.names.territoryOf(tx, subject);
    if (territory !== null) return version({ ...draft, territory });
    const message = `There is no subject "${subject}" that you may see.`;
    throw invalid([{ path: 'subject', code: 'unknown-subject', message }]);
  }

  private async withSilence(tx: Tx, views: readonly HeartbeatView[]): Promise<ShownHeartbeat[]> {
    const silent = await this.silence.within(tx, views.map(awaitedHeartbeat));
    return views.map((view, at) => ({ ...view, silent: silent[at] ?? false }));
  }
}
