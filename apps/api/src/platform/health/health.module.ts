import { Global, Module } from '@nestjs/common';
import { DependencyProbes } from './dependency-probes.js';
import { DiskProbe } from './disk-probe.js';
import { QueueProbe } from './queue-probe.js';
import { Readiness } from './readiness.js';
import { SignsOfLife } from './signs-of-life.js';
import { StatusBoard } from './status-board.js';
import { StatusMetrics } from './status-metrics.js';

@Global()
@Module({
  providers: [
    StatusBoard,
    DependencyProbes,
    DiskProbe,
    QueueProbe,
    Readiness,
    SignsOfLife,
    StatusMetrics,
  ],
  exports: [StatusBoard, Readiness, SignsOfLife],
})
export class HealthModule {}
