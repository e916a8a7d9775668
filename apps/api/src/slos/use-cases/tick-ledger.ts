import { Injectable } from '@nestjs/common';
import { ComputeReadings } from './compute-readings.js';
import { FillLedger, type FillReport } from './fill-ledger.js';
import { LedgerMetrics } from './ledger-metrics.js';

/** One pass: fill the ledger, then compute what it says. Calls that come while one is under way share it. */
@Injectable()
export class TickLedger {
  private running: Promise<FillReport> | null = null;

  constructor(
    private readonly fill: FillLedger,
    private readonly readings: ComputeReadings,
    private readonly metrics: LedgerMetrics,
  ) {}

  /** @throws DomainError `dependency-unavailable` when Prometheus is away; readings of changed SLOs are computed all the same */
  execute(): Promise<FillReport> {
    this.running ??= this.pass().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async pass(): Promise<FillReport> {
    const began = performance.now();
    try {
      const report = await this.fill.execute();
      await this.read();
      this.metrics.filled(report.minutes, report.closedTo, (performance.now() - began) / 1000);
      return report;
    } catch (error) {
      await this.read();
      throw error;
    }
  }

  private async read(): Promise<void> {
    const { slos, computed } = await this.readings.execute();
    this.metrics.read(slos, computed);
  }
}
