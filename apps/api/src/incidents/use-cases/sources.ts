import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { NamedFilter, Page } from '#contract';
import { ResourceUses } from '../../catalog/use-cases/resource-uses.js';
import {
  NounTools,
  VersionedNoun,
  type AskedWrite,
} from '../../catalog/use-cases/versioned-noun.js';
import type { Tx } from '../../platform/db/tx.js';
import { isViolationOf } from '../../platform/kernel/database-errors.js';
import { conflict, invalid } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { AlertsRepository } from '../db/alerts.repository.js';
import { NamesRepository } from '../db/names.repository.js';
import { SourcesRepository } from '../db/sources.repository.js';
import { SOURCE_EVENTS } from '../domain/incident-events.js';
import { assertMayWriteSource, kindFaults, subjectFaults } from '../domain/source-rules.js';
import {
  settledSource,
  type Source,
  type SourceContent,
  type ShownSource,
  type SourceView,
} from '../domain/source.js';
import { awaitedSource } from '../domain/silence.js';
import { ReadSilence } from './read-silence.js';

/** Sources of alerts. The token of one that is deleted opens nothing any more; what it told stays. */
@Injectable()
export class Sources
  extends VersionedNoun<Source, SourceContent, ShownSource, NamedFilter>
  implements OnModuleInit
{
  readonly noun = 'source';
  readonly kind = 'source';
  readonly events = SOURCE_EVENTS;

  constructor(
    tools: NounTools,
    readonly rows: SourcesRepository,
    private readonly alerts: AlertsRepository,
    private readonly names: NamesRepository,
    private readonly uses: ResourceUses,
    private readonly silence: ReadSilence,
  ) {
    super(tools);
  }

  onModuleInit(): void {
    this.uses.register('subject', 'source', {
      count: (tx, slugs) => this.rows.countBySubject(tx, slugs),
      names: (tx, subject) => this.rows.ofSubject(tx, subject),
    });
  }

  override put(
    ...asked: Parameters<VersionedNoun<Source, SourceContent, ShownSource, NamedFilter>['put']>
  ) {
    return super.put(...asked).catch((error: unknown) => {
      if (!isViolationOf(error, 'alert_sources_instance')) throw error;
      const message = 'Another source is evaluated by the Prometheus of this instance already.';
      throw invalid([{ path: 'prometheus', code: 'taken', message }]);
    });
  }

  protected async page(tx: Tx, filter: NamedFilter): Promise<Page<ShownSource>> {
    const { items, ...rest } = await this.rows.page(tx, filter);
    return { ...rest, items: await this.withSilence(tx, items) };
  }

  protected async find(tx: Tx, slug: string): Promise<ShownSource | null> {
    const view = await this.rows.find(tx, slug);
    return (view && (await this.withSilence(tx, [view]))[0]) ?? null;
  }

  protected async next({
    write: { tx, scope },
    draft,
    before,
    version,
  }: AskedWrite<Source, SourceContent>): Promise<Source> {
    const subjects = [draft.defaultSubject, ...draft.mappings.map(({ subject }) => subject)];
    const known = await this.names.known(tx, [{ slo: null, subjects }], scope.territories);
    const faults = [...kindFaults(draft, before), ...subjectFaults(draft, known.subjects)];
    if (faults.length > 0) throw invalid(faults);
    return version(settledSource(draft));
  }

  protected override assertMayWrite(
    scope: Scope,
    before: Source | null,
    after: SourceContent | null,
  ): void {
    assertMayWriteSource(scope, before, after);
  }

  protected override async assertUnused(tx: Tx, { id, slug }: Source): Promise<void> {
    const held = await this.alerts.holdsOpen(tx, id);
    if (held.length > 0)
      throw conflict(
        'source-in-use',
        `Alerts of the source "${slug}" still hold ${held.join(', ')} open. Resolve them first.`,
      );
  }

  private async withSilence(tx: Tx, views: readonly SourceView[]): Promise<ShownSource[]> {
    const silent = await this.silence.within(tx, views.map(awaitedSource));
    return views.map((view, at) => ({ ...view, silent: silent[at] ?? false }));
  }
}
