import { Injectable } from '@nestjs/common';
import { BackgroundTask, type Task } from '../../platform/background/background-task.js';
import { widgetChanged } from '../domain/widget-events.js';
import { EndDueWidgets } from '../use-cases/end-due-widgets.js';

/** Ends widgets every minute, and promptly when one was changed. */
@Injectable()
@BackgroundTask({ name: 'widgets.end-due', every: 60_000, wokenBy: [widgetChanged] })
export class EndDueWidgetsTicker implements Task {
  constructor(private readonly widgets: EndDueWidgets) {}

  async run(stopping: AbortSignal): Promise<void> {
    await this.widgets.execute(stopping);
  }
}
