import { Global, Module } from '@nestjs/common';
import { Clock, SystemClock } from '../kernel/clock.js';
import { Settings } from './settings.js';

@Global()
@Module({
  providers: [
    { provide: Settings, useFactory: () => Settings.fromEnvironment() },
    { provide: Clock, useClass: SystemClock },
  ],
  exports: [Settings, Clock],
})
export class ConfigModule {}
