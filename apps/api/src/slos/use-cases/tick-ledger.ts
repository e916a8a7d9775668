import { Injectable } from '@nestjs/common';
import { ComputeReadings, type ReadingsReport } from './compute-readings.js';
import { FillLedger, type FillReport } from './fill-ledger.js';

/** One pass: fill the ledger, then compute what it says. */
@Injectable()
export class TickLedger {
  constructor(
    private readonly fill: FillLedger,
    private readonly readings: ComputeReadings,
  ) {}

  /**
   * @param stopping ends the filling between two chunks
   * @param read is told what the ledger says, also when it could not be filled
   * @throws AggregateError when no reading could be made of some SLO, with why the ledger was not filled if it was not; all others are stored
   * @throws DomainError `dependency-unavailable` when Prometheus is unavailable; readings of changed SLOs are computed all the same
   */
  async execute(
    stopping?: AbortSignal,
    read?: (readings: ReadingsReport) => void,
  ): Promise<FillReport> {
    const [filled] = await Promise.allSettled([this.fill.execute(stopping)]);
    const readings = await this.readings.execute();
    read?.(readings);
    assertAllRead(readings, filled.status === 'rejected' ? filled.reason : null);
    if (filled.status === 'rejected') throw filled.reason;
    return filled.value;
  }
}

/** @param unfilled why the ledger was not filled either, which is said, too; null = it was */
function assertAllRead({ failures }: ReadingsReport, unfilled: unknown): void {
  if (failures.length === 0) return;
  const errors = failures.map(({ error }) => error);
  const message = `no reading can be made of ${failures.map(({ slug }) => slug).join(', ')}`;
  if (unfilled === null) throw new AggregateError(errors, message);
  const why = unfilled instanceof Error ? unfilled.message : String(unfilled);
  throw new AggregateError([unfilled, ...errors], `${message}; the ledger is not filled: ${why}`);
}
