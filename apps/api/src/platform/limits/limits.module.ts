import { Global, Module } from '@nestjs/common';
import { RateLimiter } from './rate-limiter.js';

/** Rate limits that all processes share. */
@Global()
@Module({ providers: [RateLimiter], exports: [RateLimiter] })
export class LimitsModule {}
