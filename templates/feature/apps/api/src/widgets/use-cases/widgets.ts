import { Injectable } from '@nestjs/common';
import type { NamedFilter, Page } from '#contract';
import {
  NounTools,
  VersionedNoun,
  type AskedWrite,
} from '../../catalog/use-cases/versioned-noun.js';
import type { Tx } from '../../platform/db/tx.js';
import { WidgetsRepository } from '../db/widgets.repository.js';
import { begun, type Widget, type WidgetDraft } from '../domain/widget.js';
import { WIDGET_EVENTS } from '../domain/widget-events.js';

/** Widgets: what is special about listing, reading, writing and deleting them. */
@Injectable()
export class Widgets extends VersionedNoun<Widget, WidgetDraft, Widget, NamedFilter> {
  readonly noun = 'widget';
  readonly kind = 'widget';
  readonly events = WIDGET_EVENTS;

  constructor(
    tools: NounTools,
    readonly rows: WidgetsRepository,
  ) {
    super(tools);
  }

  protected page(tx: Tx, filter: NamedFilter): Promise<Page<Widget>> {
    return this.rows.page(tx, filter);
  }

  protected find(tx: Tx, slug: string): Promise<Widget | null> {
    return this.rows.find(tx, slug);
  }

  /** Whatever keeps a draft from being saved is thrown here, as `invalid(faults)`. */
  protected next({ draft, version }: AskedWrite<Widget, WidgetDraft>): Widget {
    return version(begun(draft));
  }
}
