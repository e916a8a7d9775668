import { Injectable } from '@nestjs/common';
import { Counter, Gauge } from 'prom-client';
import { metricName } from '../telemetry/metric-name.js';

/** Why a stream ended: its reader went, read too slowly, may not stay, or this process stops or could not read on. */
export const STREAM_ENDS = ['left', 'slow', 'revoked', 'shutdown', 'failed'] as const;
export type StreamEnd = (typeof STREAM_ENDS)[number];

/** What the API tells Prometheus of event streams. */
@Injectable()
export class LiveMetrics {
  private readonly open: Gauge;
  private readonly sent: Counter;
  private readonly ended: Counter<'reason'>;

  constructor() {
    this.open = new Gauge({
      name: metricName('leitstand_live_streams_open'),
      help: 'Event streams that are open',
    });
    this.sent = new Counter({
      name: metricName('leitstand_live_events_sent_total'),
      help: 'Events written to event streams, over all of them',
    });
    this.ended = new Counter({
      name: metricName('leitstand_live_streams_ended_total'),
      help: 'Event streams that ended, by reason',
      labelNames: ['reason'],
    });
    for (const reason of STREAM_ENDS) this.ended.inc({ reason }, 0);
  }

  streams(open: number): void {
    this.open.set(open);
  }

  sentOne(): void {
    this.sent.inc();
  }

  end(reason: StreamEnd): void {
    this.ended.inc({ reason });
  }
}
