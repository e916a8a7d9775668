import { Global, Module } from '@nestjs/common';
import { JobQueue } from './job-queue.js';
import { JobMarks } from './job-marks.js';
import { QueueProbe } from './queue-probe.js';

/** What both processes need: ringing bells, and knowing whether they are heard. */
@Global()
@Module({ providers: [JobQueue, JobMarks, QueueProbe], exports: [JobQueue, JobMarks] })
export class QueueModule {}
