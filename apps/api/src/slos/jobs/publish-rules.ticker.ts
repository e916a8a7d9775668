import {
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { PinoLogger } from 'nestjs-pino';
import { isOutage } from '../../platform/kernel/outage.js';
import { PublishRules } from '../use-cases/publish-rules.js';

const TICK_MS = 5000;
/** Files and loaded rules are compared this often even when nothing changed, so that a lost file heals. */
const COMPARE_MS = 60_000;

/** Publishes for certain: looks at Postgres by itself, with or without a bell. */
@Injectable()
export class PublishRulesTicker implements OnApplicationBootstrap, OnApplicationShutdown {
  private running: Promise<void> | null = null;
  private comparedAt = 0;

  constructor(
    private readonly publish: PublishRules,
    private readonly log: PinoLogger,
  ) {}

  onApplicationBootstrap(): void {
    void this.tick();
  }

  @Interval(TICK_MS)
  tick(): Promise<void> {
    this.running ??= this.look()
      .catch((error: unknown) => {
        if (!isOutage(error)) this.log.error({ err: error }, 'publishing rules failed');
      })
      .finally(() => {
        this.running = null;
      });
    return this.running;
  }

  private async look(): Promise<void> {
    const since = performance.now() - this.comparedAt;
    if (this.comparedAt > 0 && since < COMPARE_MS && !(await this.publish.isDue())) return;
    await this.publish.execute();
    this.comparedAt = performance.now();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.running;
  }
}
