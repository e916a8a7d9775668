import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Leases } from './leases.js';
import { TaskMarks } from './task-marks.js';
import { TaskMetrics } from './task-metrics.js';
import { TaskRegistry } from './task-registry.js';
import { TaskRunner } from './task-runner.js';
import { ThisProcess } from './this-process.js';
import { Troubles } from './troubles.js';
import { WakeSources } from './wake-sources.js';

/** What every process may need of background work: leases, and knowing how the tasks are doing. */
@Global()
@Module({
  providers: [Leases, TaskMarks, ThisProcess, Troubles],
  exports: [Leases, TaskMarks, ThisProcess, Troubles],
})
export class BackgroundModule {}

/** What only the worker has: it runs the tasks that its modules provide. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [TaskRegistry, TaskMetrics, TaskRunner, WakeSources],
  exports: [TaskRegistry, TaskRunner],
})
export class BackgroundWorkerModule {}
