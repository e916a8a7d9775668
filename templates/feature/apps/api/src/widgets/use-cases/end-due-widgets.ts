import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import { changeOf } from '../../catalog/domain/change.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { Clock } from '../../platform/kernel/clock.js';
import { WidgetsRepository } from '../db/widgets.repository.js';
import { endedWidget } from '../domain/widget.js';
import { WIDGET_EVENTS } from '../domain/widget-events.js';

const AT_ONCE = 100;

/** Ends the widgets whose time has come. Any number of workers may run it: a widget is locked by the one that ends it. */
@Injectable()
export class EndDueWidgets {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly scopes: SystemScopes,
    private readonly widgets: WidgetsRepository,
    private readonly clock: Clock,
  ) {}

  /** @returns how many ended */
  async execute(stopping: AbortSignal): Promise<number> {
    const scope = await this.scopes.open('widgets');
    for (let total = 0; ;) {
      const ended = await this.unit.run(scope, (write) => this.endSome(write));
      total += ended;
      if (ended < AT_ONCE || stopping.aborted) return total;
    }
  }

  private async endSome(write: Write): Promise<number> {
    const due = await this.widgets.takeDue(write.tx, AT_ONCE);
    for (const widget of due) {
      const ended = endedWidget(widget, this.clock.now());
      await this.widgets.update(write.tx, ended);
      const { entries, events } = changeOf('widget', WIDGET_EVENTS, widget, ended);
      write.record(...entries);
      write.emit(...events);
    }
    return due.length;
  }
}
