import { Global, Module } from '@nestjs/common';
import { DependencyProbes } from './dependency-probes.js';
import { DiskProbe } from './disk-probe.js';
import { QueueProbe } from './queue-probe.js';
import { Readiness } from './readiness.js';
import { StatusBoard } from './status-board.js';

@Global()
@Module({
  providers: [StatusBoard, DependencyProbes, DiskProbe, QueueProbe, Readiness],
  exports: [StatusBoard, Readiness],
})
export class HealthModule {}
