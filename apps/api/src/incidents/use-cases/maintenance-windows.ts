import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MAINTENANCE_LIMITS, type NamedFilter, type Page } from '#contract';
import { ResourceUses } from '../../catalog/use-cases/resource-uses.js';
import {
  NounTools,
  VersionedNoun,
  type AskedWrite,
} from '../../catalog/use-cases/versioned-noun.js';
import { databaseNow } from '../../platform/db/database-clock.js';
import type { Tx } from '../../platform/db/tx.js';
import { invalid } from '../../platform/kernel/domain-error.js';
import { HoldsRepository } from '../db/holds.repository.js';
import { MaintenanceRepository } from '../db/maintenance.repository.js';
import { MAINTENANCE_EVENTS } from '../domain/incident-events.js';
import type { MaintenanceWindow, Span, WindowDraft } from '../domain/maintenance.js';
import { heldUntil, nextSpans } from '../domain/maintenance-times.js';

/** A window as it is shown: when it is, and what it keeps from people. */
export interface ShownWindow {
  readonly window: MaintenanceWindow;
  /** until when it holds; null = not now */
  readonly activeUntil: Date | null;
  /** its next times, the present one first */
  readonly next: readonly Span[];
  /** incidents about which nobody is paged now because of it */
  readonly held: number;
  /** the same within the last 30 days */
  readonly heldLately: number;
}

const { shownAhead, lookedBackDays } = MAINTENANCE_LIMITS;

/** Maintenance windows. What one holds that is deleted pages people at once. */
@Injectable()
export class MaintenanceWindows
  extends VersionedNoun<MaintenanceWindow, WindowDraft, ShownWindow, NamedFilter>
  implements OnModuleInit
{
  readonly noun = 'maintenance window';
  readonly kind = 'maintenance';
  readonly events = MAINTENANCE_EVENTS;

  constructor(
    tools: NounTools,
    readonly rows: MaintenanceRepository,
    private readonly holds: HoldsRepository,
    private readonly uses: ResourceUses,
  ) {
    super(tools);
  }

  onModuleInit(): void {
    this.uses.register('subject', 'maintenance window', {
      count: (tx, slugs) => this.rows.countBySubject(tx, slugs),
      names: (tx, subject) => this.rows.ofSubject(tx, subject),
    });
  }

  protected async page(tx: Tx, filter: NamedFilter): Promise<Page<ShownWindow>> {
    const { items, ...rest } = await this.rows.page(tx, filter);
    return { ...rest, items: await this.shownAll(tx, items) };
  }

  protected async find(tx: Tx, slug: string): Promise<ShownWindow | null> {
    const window = await this.rows.find(tx, slug);
    return (window && (await this.shownAll(tx, [window]))[0]) ?? null;
  }

  protected async next({
    write,
    draft,
    before,
    pending,
    version,
  }: AskedWrite<MaintenanceWindow, WindowDraft>): Promise<MaintenanceWindow> {
    await this.assertSound(write.tx, draft, (slug) => pending.subjects.has(slug));
    return version({ ...draft, author: before?.author ?? write.scope.actor });
  }

  /**
   * @param isPending whether a subject comes with the same request
   * @throws DomainError `validation-failed` naming every field at fault
   */
  async assertSound(
    tx: Tx,
    { territory, subjects, matchers }: WindowDraft,
    isPending: (subject: string) => boolean = () => false,
  ): Promise<void> {
    if (subjects.length === 0 && matchers.length === 0) {
      const message = 'must name a subject, unless there are matchers.';
      throw invalid([{ path: 'subjects', code: 'nothing-covered', message }]);
    }
    const known = await this.rows.subjectsIn(tx, territory, subjects);
    const faults = subjects.flatMap((subject, i) => {
      if (known.has(subject) || isPending(subject)) return [];
      const message = `There is no subject "${subject}" in ${territory} that you may see.`;
      return [{ path: `subjects.${i}`, code: 'unknown-subject', message }];
    });
    if (faults.length > 0) throw invalid(faults);
  }

  private async shownAll(tx: Tx, windows: readonly MaintenanceWindow[]): Promise<ShownWindow[]> {
    const now = await databaseNow(tx);
    const ids = windows.map(({ id }) => id);
    const held = await this.holds.heldBy(tx, ids, lookedBackDays);
    return windows.map((window) => ({
      window,
      activeUntil: heldUntil(window, now),
      next: nextSpans(window, now, shownAhead),
      held: held.get(window.id)?.now ?? 0,
      heldLately: held.get(window.id)?.lately ?? 0,
    }));
  }
}
