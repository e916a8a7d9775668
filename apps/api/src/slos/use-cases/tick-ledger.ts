import { Injectable } from '@nestjs/common';
import { ComputeReadings } from './compute-readings.js';
import { FillLedger, type FillReport } from './fill-ledger.js';
import { LedgerMetrics } from './ledger-metrics.js';

/** One pass: fill the ledger, then compute what it says. */
@Injectable()
export class TickLedger {
  constructor(
    private readonly fill: FillLedger,
    private readonly readings: ComputeReadings,
    private readonly metrics: LedgerMetrics,
  ) {}

  /**
   * @param stopping ends the filling between two chunks
   * @throws DomainError `dependency-unavailable` when Prometheus is unavailable; readings of changed SLOs are computed all the same
   */
  async execute(stopping?: AbortSignal): Promise<FillReport> {
    const began = performance.now();
    try {
      const report = await this.fill.execute(stopping);
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
