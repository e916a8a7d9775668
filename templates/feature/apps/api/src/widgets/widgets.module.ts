import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/catalog.module.js';
import { WidgetsRepository } from './db/widgets.repository.js';
import { WidgetsController } from './http/widgets.controller.js';
import { EndDueWidgetsTicker } from './jobs/end-due-widgets.ticker.js';
import { EndDueWidgets } from './use-cases/end-due-widgets.js';
import { Widgets } from './use-cases/widgets.js';

/** Widgets over HTTP. */
@Module({
  imports: [CatalogModule],
  controllers: [WidgetsController],
  providers: [WidgetsRepository, Widgets],
})
export class WidgetsHttpModule {}

/** What becomes due, in the worker. */
@Module({ providers: [WidgetsRepository, EndDueWidgets, EndDueWidgetsTicker] })
export class WidgetsWorkerModule {}
