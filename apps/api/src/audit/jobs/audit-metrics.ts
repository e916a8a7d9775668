import { Injectable } from '@nestjs/common';
import { Gauge, Histogram } from 'prom-client';
import { metricName } from '../../platform/telemetry/metric-name.js';
import type { AuditVerification } from '../domain/verification.js';

/** What the worker tells Prometheus of the audit trail. */
@Injectable()
export class AuditMetrics {
  private readonly whole = gauge(
    'leitstand_audit_chain_intact',
    'Whether the audit trail proves itself and agrees with its anchors (1), or not (0)',
  );
  private readonly verifiedAt = gauge(
    'leitstand_audit_verified_timestamp_seconds',
    'When the audit trail was last verified',
  );
  private readonly anchoredAt = gauge(
    'leitstand_audit_anchored_timestamp_seconds',
    'When the newest anchor was written that the audit trail agrees with',
  );
  private readonly anchoredEvent = gauge(
    'leitstand_audit_anchored_event',
    'Sequence number of the newest anchored event',
  );
  private readonly events = gauge(
    'leitstand_audit_events',
    'Events in the audit trail, as of its newest verification',
  );
  private readonly seconds = new Histogram({
    name: metricName('leitstand_audit_verification_duration_seconds'),
    help: 'Time one verification of the audit trail took',
    buckets: [0.01, 0.05, 0.25, 1, 5, 15, 60, 300],
  });

  intact(intact: boolean): void {
    this.whole.set(intact ? 1 : 0);
  }

  verified({ checkedAt, anchored, headSeq }: AuditVerification, tookSeconds: number): void {
    this.verifiedAt.set(checkedAt.getTime() / 1000);
    this.events.set(headSeq);
    this.anchoredAt.set((anchored?.at.getTime() ?? 0) / 1000);
    this.anchoredEvent.set(anchored?.seq ?? 0);
    this.seconds.observe(tookSeconds);
  }
}

function gauge(name: string, help: string): Gauge {
  return new Gauge({ name: metricName(name), help });
}
