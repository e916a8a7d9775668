import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { CatalogModule } from '../catalog/catalog.module.js';
import { FeedsRepository } from './db/feeds.repository.js';
import { OverridesRepository } from './db/overrides.repository.js';
import { SchedulesRepository } from './db/schedules.repository.js';
import { FeedsController } from './http/feeds.controller.js';
import { OwnFeedsController } from './http/own-feeds.controller.js';
import { OnCallController } from './http/on-call.controller.js';
import { OverridesController } from './http/overrides.controller.js';
import { SchedulesController } from './http/schedules.controller.js';
import { AddOverride } from './use-cases/add-override.js';
import { ApplySchedule } from './use-cases/apply-schedule.js';
import { FindOverrides } from './use-cases/find-overrides.js';
import { ListOnCall } from './use-cases/list-on-call.js';
import { ListFeeds } from './use-cases/list-feeds.js';
import { MakeFeed } from './use-cases/make-feed.js';
import { RevokeFeed } from './use-cases/revoke-feed.js';
import { PreviewShifts } from './use-cases/preview-shifts.js';
import { ReadFeed } from './use-cases/read-feed.js';
import { ReadOnCall } from './use-cases/read-on-call.js';
import { ReadShifts } from './use-cases/read-shifts.js';
import { RemoveOverride } from './use-cases/remove-override.js';
import { Schedules } from './use-cases/schedules.js';
import { SettleSchedule } from './use-cases/settle-schedule.js';

/** Who is on call when, for rooms downstream. */
@Module({
  imports: [AccessModule, CatalogModule],
  providers: [
    SchedulesRepository,
    OverridesRepository,
    SettleSchedule,
    Schedules,
    ApplySchedule,
    ReadOnCall,
    ReadShifts,
  ],
  exports: [
    SchedulesRepository,
    OverridesRepository,
    SettleSchedule,
    Schedules,
    ReadOnCall,
    ReadShifts,
  ],
})
export class OncallModule {}

/** Schedules over HTTP. */
@Module({
  imports: [AccessModule, CatalogModule, OncallModule],
  controllers: [
    SchedulesController,
    OverridesController,
    OnCallController,
    OwnFeedsController,
    FeedsController,
  ],
  providers: [
    AddOverride,
    FeedsRepository,
    FindOverrides,
    ListOnCall,
    ListFeeds,
    MakeFeed,
    RevokeFeed,
    PreviewShifts,
    ReadFeed,
    RemoveOverride,
  ],
})
export class OncallHttpModule {}
