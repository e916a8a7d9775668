import { Global, Module } from '@nestjs/common';
import { Clock, SystemClock } from '../kernel/clock.js';
import { SystemTimers, Timers } from '../kernel/timers.js';
import { Settings } from './settings.js';

@Global()
@Module({
  providers: [
    { provide: Settings, useFactory: () => Settings.fromEnvironment() },
    { provide: Clock, useClass: SystemClock },
    { provide: Timers, useClass: SystemTimers },
  ],
  exports: [Settings, Clock, Timers],
})
export class ConfigModule {}
