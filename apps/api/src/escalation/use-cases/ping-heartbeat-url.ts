import { Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { Settings } from '../../platform/config/settings.js';
import { Clock } from '../../platform/kernel/clock.js';
import { HeartbeatUrl } from '../gateways/heartbeat-url.gateway.js';
import type { PagerReport } from './watch-pager.js';

const EVERY_MS = 60_000;

/** Says outside, once a minute, that pages go out. While they may not, it says nothing: whoever listens raises the alarm then. */
@Injectable()
export class PingHeartbeatUrl {
  private nextAt = -Infinity;

  constructor(
    private readonly settings: Settings,
    private readonly outside: HeartbeatUrl,
    private readonly clock: Clock,
    private readonly log: PinoLogger,
  ) {}

  /** @returns whether it was taken; null: it was not time, or nothing to say. Never throws */
  async execute({ troubles, oldestDue }: PagerReport): Promise<boolean | null> {
    const now = this.clock.now().getTime();
    const isTime = now >= this.nextAt || this.nextAt - now > EVERY_MS;
    if (!this.settings.get('HEARTBEAT_URL') || !isTime) return null;
    if (troubles.length > 0 || oldestDue === null) return null;
    this.nextAt = now + EVERY_MS;
    try {
      await this.outside.ping();
      return true;
    } catch (error) {
      this.log.warn({ err: error }, 'the heartbeat was not taken');
      return false;
    }
  }
}
