import { Global, Module } from '@nestjs/common';
import { Doorbell } from './doorbell.js';
import { JobMarks } from './job-marks.js';
import { QueueProbe } from './queue-probe.js';

/** What both processes need: ringing bells, and knowing whether they are heard. */
@Global()
@Module({ providers: [Doorbell, JobMarks, QueueProbe], exports: [Doorbell, JobMarks] })
export class QueueModule {}
