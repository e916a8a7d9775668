import { Global, Module } from '@nestjs/common';
import { Doorbell } from './doorbell.js';

/** What both processes need: ringing bells. */
@Global()
@Module({ providers: [Doorbell], exports: [Doorbell] })
export class QueueModule {}
