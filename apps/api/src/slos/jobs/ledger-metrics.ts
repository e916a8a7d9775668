import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram } from 'prom-client';
import { metricName } from '../../platform/telemetry/metric-name.js';
import { windowName, windowOf } from '#slo';
import { Clock } from '../../platform/kernel/clock.js';
import { versionOf } from '../domain/spark.js';
import type { FillReport } from '../use-cases/fill-ledger.js';
import type { ReadingsReport } from '../use-cases/compute-readings.js';

type Slo = ReadingsReport['slos'][number];

/** What the worker tells Prometheus of the ledger. Lives in the worker only: no other process knows these numbers. */
@Injectable()
export class LedgerMetrics {
  private readonly asOf = new Map<string, number>();
  private readonly left = gauge(
    'leitstand_slo_budget_remaining_ratio',
    'Share of the error budget left, from the ledger',
    ['slo', 'service', 'window'],
  );
  private readonly earlier = gauge(
    'leitstand_slo_earlier_definition_ratio',
    "Share of the window's measured time that an earlier definition of the indicator counted",
    ['slo', 'service', 'window'],
  );
  private readonly newest = gauge(
    'leitstand_slos_ledger_newest_minute_timestamp_seconds',
    'End of the newest minute that every SLO has in the ledger',
    [],
  );
  private readonly difference = gauge(
    'leitstand_slos_ledger_difference_ratio',
    'Largest relative difference of total and bad events over 24 hours between ledger and Prometheus',
    ['slo'],
  );
  private readonly minutes = counter(
    'leitstand_slos_ledger_rows_total',
    'Rows written to the ledger: one a minute and SLO',
  );
  private readonly seconds = histogram(
    'leitstand_slos_ledger_fill_duration_seconds',
    'Time one pass over the ledger took, readings included',
  );

  constructor(clock: Clock) {
    const age = gauge(
      'leitstand_slo_evaluation_age_seconds',
      'Age of the newest ledger minute of an SLO',
      ['slo'],
      () => {
        age.reset();
        for (const [slo, asOf] of this.asOf)
          age.set({ slo }, (clock.now().getTime() - asOf) / 1000);
      },
    );
  }

  /** One pass is over. */
  filled({ minutes, closedTo }: FillReport, tookSeconds: number): void {
    this.minutes.inc(minutes);
    this.seconds.observe(tookSeconds);
    const oldest = Math.min(...this.asOf.values());
    if (Number.isFinite(oldest)) this.newest.set(oldest / 1000);
    else if (closedTo !== null) this.newest.set(closedTo / 1000);
  }

  /**
   * Takes over what is known of every SLO, whoever computed it, in place of all that was: a window that an SLO no longer has, and what
   * another worker made better since, would otherwise be told for ever.
   */
  read({ slos, computed }: ReadingsReport): void {
    const fresh = new Map(computed.map(({ slo, reading }) => [slo.id, reading]));
    this.asOf.clear();
    this.left.reset();
    this.earlier.reset();
    for (const slo of slos) {
      this.asOf.set(slo.slug, slo.filledTo.getTime());
      const reading = fresh.get(slo.id);
      const { leftShare = null, earlierTimeShare = 0 } = reading
        ? {
            leftShare: reading.budget.leftShare,
            earlierTimeShare: reading.definition?.earlierTimeShare ?? 0,
          }
        : (stored(slo) ?? {});
      if (leftShare === null) continue;
      const window = windowName(windowOf(slo.document.spec.window));
      const labels = { slo: slo.slug, service: slo.service, window };
      this.left.set(labels, leftShare);
      this.earlier.set(labels, earlierTimeShare);
    }
  }

  /** @param differences relative, by SLO; 0 = ledger and Prometheus say the same */
  compared(differences: ReadonlyMap<string, number>): void {
    this.difference.reset();
    for (const [slo, difference] of differences) this.difference.set({ slo }, difference);
  }
}

/** The reading that is stored, unless it was made of an objective that has changed since. */
function stored({ stored: kept, version }: Slo): Slo['stored'] {
  return kept && versionOf(kept.sparkKey) === version ? kept : null;
}

function gauge(name: string, help: string, labelNames: string[], collect?: () => void): Gauge {
  return new Gauge({ name: metricName(name), help, labelNames, ...(collect ? { collect } : {}) });
}

function counter(name: string, help: string): Counter {
  return new Counter({ name: metricName(name), help });
}

function histogram(name: string, help: string): Histogram {
  return new Histogram({
    name: metricName(name),
    help,
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  });
}
