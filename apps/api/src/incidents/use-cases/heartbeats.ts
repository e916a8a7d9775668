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
import type { Heartbeat, HeartbeatDraft, HeartbeatView } from '../domain/heartbeat.js';
import { SOURCE_EVENTS } from '../domain/incident-events.js';

/** Heartbeats. The token of one that is deleted opens nothing any more; an incident about its silence ends by itself. */
@Injectable()
export class Heartbeats
  extends VersionedNoun<Heartbeat, HeartbeatDraft, HeartbeatView, NamedFilter>
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
  ) {
    super(tools);
  }

  onModuleInit(): void {
    this.uses.register('subject', 'heartbeat', (tx, slugs) => this.rows.countBySubject(tx, slugs));
  }

  protected override get recordedAs(): string {
    return 'heartbeat';
  }

  protected page(tx: Tx, filter: NamedFilter): Promise<Page<HeartbeatView>> {
    return this.rows.page(tx, filter);
  }

  protected find(tx: Tx, slug: string): Promise<HeartbeatView | null> {
    return this.rows.find(tx, slug);
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
}
