import { Global, Module } from '@nestjs/common';
import { AttemptLimiter } from './attempt-limiter.js';
import { AttemptMetrics } from './attempt-metrics.js';
import { RateLimiter } from './rate-limiter.js';
import { RightSecrets } from './right-secrets.js';

const LIMITS = [RateLimiter, AttemptLimiter, AttemptMetrics, RightSecrets];

/** Limits that all processes share. */
@Global()
@Module({ providers: LIMITS, exports: LIMITS })
export class LimitsModule {}
