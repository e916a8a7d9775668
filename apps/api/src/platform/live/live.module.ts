import { Module } from '@nestjs/common';
import { EventsController } from './events.controller.js';
import { LiveHub } from './live-hub.js';
import { LiveMetrics } from './live-metrics.js';

/** Live updates over HTTP. Whoever imports it must provide `Admission`. */
@Module({ controllers: [EventsController], providers: [LiveHub, LiveMetrics] })
export class LiveHttpModule {}
