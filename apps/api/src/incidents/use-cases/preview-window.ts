import { Injectable } from '@nestjs/common';
import { MAINTENANCE_LIMITS } from '#contract';
import { databaseNow } from '../../platform/db/database-clock.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { MaintenanceRepository } from '../db/maintenance.repository.js';
import { isAbout, isBroad, type Span, type WindowDraft } from '../domain/maintenance.js';
import { nextSpans } from '../domain/maintenance-times.js';
import { MaintenanceWindows } from './maintenance-windows.js';

/** What a window would be that is not saved yet. */
export interface WindowPreview {
  readonly next: readonly Span[];
  /** whether it is about more than one subject */
  readonly broad: boolean;
  /** of the last 30 days, at whatever hour: what it is about */
  readonly hidden: { readonly alerts: number; readonly pages: number };
}

const { shownAhead, lookedBackDays } = MAINTENANCE_LIMITS;
/** Its identity does not matter: it is not there. */
const NOBODY = { id: '', slug: '' };

/** Says when a window would be, and what of the last 30 days it is about, before anybody saves it. */
@Injectable()
export class PreviewWindow {
  constructor(
    private readonly database: DatabaseReader,
    private readonly windows: MaintenanceWindows,
    private readonly rows: MaintenanceRepository,
  ) {}

  /** @throws DomainError `validation-failed` as saving it would */
  execute(scope: Scope, draft: WindowDraft): Promise<WindowPreview> {
    return this.database.read(scope, async (tx) => {
      await this.windows.assertSound(tx, draft);
      const past = await this.rows.past(tx, draft.territory, lookedBackDays);
      const covered = past.filter((alert) => isAbout({ ...draft, ...NOBODY }, alert));
      const pages = covered.filter((alert) => alert.class === 'page').length;
      return {
        next: nextSpans(draft, await databaseNow(tx), shownAhead),
        broad: isBroad(draft),
        hidden: { alerts: covered.length, pages },
      };
    });
  }
}
