import { INCIDENT_CLASSES } from '#contract';
import { Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { metricName } from '../../platform/telemetry/metric-name.js';
import type { IncidentsMeasured } from '../use-cases/measure-incidents.js';

/** What the worker tells Prometheus of incidents and of who tells of alerts. */
@Injectable()
export class IncidentMetrics {
  private readonly open = gauge('leitstand_incidents_open', 'Incidents that are not resolved', [
    'class',
    'state',
  ]);
  private readonly waiting = gauge(
    'leitstand_incidents_triggered_since_timestamp_seconds',
    'When the oldest incident was triggered that nobody has acknowledged; 0 when there is none',
    ['class'],
  );
  private readonly delivered = gauge(
    'leitstand_alert_source_delivery_timestamp_seconds',
    'When a source of alerts was last heard; 0 when it never was',
    ['source'],
  );
  private readonly watchdog = gauge(
    'leitstand_alert_source_watchdog_timestamp_seconds',
    'When the alert of a source was last heard that always fires; 0 when it never was',
    ['source'],
  );

  private readonly reconciled = gauge(
    'leitstand_alert_source_reconciliation_timestamp_seconds',
    'When what a source told was last held against its Prometheus; 0 when it never was',
    ['source'],
  );
  private readonly disagreements = gauge(
    'leitstand_alert_source_disagreements',
    'Alerts of which a source and its Prometheus say different things',
    ['source', 'kind'],
  );

  measured({ open, sources }: IncidentsMeasured): void {
    for (const cls of INCIDENT_CLASSES)
      for (const state of ['triggered', 'acknowledged'] as const) {
        const found = open.find((one) => one.class === cls && one.state === state);
        this.open.set({ class: cls, state }, found?.count ?? 0);
        if (state === 'triggered') this.waiting.set({ class: cls }, seconds(found?.since ?? null));
      }
    this.delivered.reset();
    this.watchdog.reset();
    this.reconciled.reset();
    this.disagreements.reset();
    for (const { source, signs } of sources) {
      this.delivered.set({ source: source.slug }, seconds(signs.lastDeliveryAt));
      this.watchdog.set({ source: source.slug }, seconds(signs.watchdogAt));
      this.reconciled.set({ source: source.slug }, seconds(signs.reconciledAt));
      for (const [kind, count] of Object.entries(signs.disagreement))
        this.disagreements.set({ source: source.slug, kind }, count);
    }
  }
}

const seconds = (at: Date | null) => (at?.getTime() ?? 0) / 1000;

function gauge(name: string, help: string, labelNames: string[]): Gauge {
  return new Gauge({ name: metricName(name), help, labelNames });
}
