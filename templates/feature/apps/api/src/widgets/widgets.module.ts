import { Module } from '@nestjs/common';
import { WidgetsRepository } from './db/widgets.repository.js';
import { WidgetsController } from './http/widgets.controller.js';
import { EndDueWidgetsTicker } from './jobs/end-due-widgets.ticker.js';
import { DeleteWidget } from './use-cases/delete-widget.js';
import { EndDueWidgets } from './use-cases/end-due-widgets.js';
import { GetWidget } from './use-cases/get-widget.js';
import { ListWidgets } from './use-cases/list-widgets.js';
import { SaveWidget } from './use-cases/save-widget.js';

/** Widgets over HTTP. */
@Module({
  controllers: [WidgetsController],
  providers: [WidgetsRepository, ListWidgets, GetWidget, SaveWidget, DeleteWidget],
})
export class WidgetsHttpModule {}

/** What becomes due, in the worker. */
@Module({ providers: [WidgetsRepository, EndDueWidgets, EndDueWidgetsTicker] })
export class WidgetsWorkerModule {}
