import { Global, Module } from '@nestjs/common';
import { AttemptLimiter } from './attempt-limiter.js';
import { AttemptMetrics } from './attempt-metrics.js';
import { RateLimiter } from './rate-limiter.js';

const LIMITS = [RateLimiter, AttemptLimiter, AttemptMetrics];

/** Limits that all processes share. */
@Global()
@Module({ providers: LIMITS, exports: LIMITS })
export class LimitsModule {}
