import { Global, Module } from '@nestjs/common';
import { JobQueue } from './job-queue.js';

/** What wakes the worker, from whatever process. */
@Global()
@Module({ providers: [JobQueue], exports: [JobQueue] })
export class QueueModule {}
