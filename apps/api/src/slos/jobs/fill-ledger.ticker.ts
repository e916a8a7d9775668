import {
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { PinoLogger } from 'nestjs-pino';
import { isOutage } from '../../platform/kernel/outage.js';
import { KeepLedger } from '../use-cases/keep-ledger.js';
import { TickLedger } from '../use-cases/tick-ledger.js';

const TICK_MS = 10_000;
const KEEP_MS = 60 * 60_000;

/** Fills the ledger every ten seconds; retention and comparison once an hour. */
@Injectable()
export class FillLedgerTicker implements OnApplicationBootstrap, OnApplicationShutdown {
  private running: Promise<void> | null = null;
  private away = false;

  constructor(
    private readonly ledger: TickLedger,
    private readonly keep: KeepLedger,
    private readonly log: PinoLogger,
  ) {}

  onApplicationBootstrap(): void {
    void this.tick();
  }

  @Interval(TICK_MS)
  tick(): Promise<void> {
    this.running ??= this.ledger
      .execute()
      .then(() => this.back())
      .catch((error: unknown) => this.complain(error))
      .finally(() => {
        this.running = null;
      });
    return this.running;
  }

  @Interval(KEEP_MS)
  async keepHourly(): Promise<void> {
    await this.keep.retain().catch((error: unknown) => this.complain(error));
    await this.keep.compare().catch((error: unknown) => this.complain(error));
  }

  private back(): void {
    if (this.away) this.log.info('the ledger is filled again');
    this.away = false;
  }

  /** A server that is away shows on the status board and comes back; it is said once, not every ten seconds. */
  private complain(error: unknown): void {
    if (!isOutage(error)) this.log.error({ err: error }, 'filling the ledger failed');
    else if (!this.away)
      this.log.warn({ err: error }, 'the ledger waits for a server that is unavailable');
    this.away = true;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.running;
  }
}
