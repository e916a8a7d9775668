import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { Clock } from '../kernel/clock.js';
import { PrometheusClient } from '../prometheus/prometheus-client.js';
import { metricName } from '../telemetry/metric-name.js';
import {
  evaluationOf,
  judgeEvaluation,
  missedSince,
  readServerMetrics,
  recentlyMissed,
  type Evaluation,
  type Missed,
  type ServerReading,
} from './evaluation.js';
import { StatusBoard, type Seen } from './status-board.js';

/** A server with thousands of groups tells megabytes. */
const EVERY_MS = 15_000;

/** Watches what Prometheus tells of itself: its memory, and whether it keeps up with the rules. */
@Injectable()
export class EvaluationProbe implements OnModuleInit {
  private reading: ServerReading | null = null;
  private missed: Missed[] = [];
  private nextAt = -Infinity;
  private readonly memory = new Gauge({
    name: metricName('leitstand_prometheus_resident_memory_bytes'),
    help: 'Memory of Prometheus, as it tells it itself',
  });
  private readonly iterations = new Gauge({
    name: metricName('leitstand_prometheus_missed_iterations'),
    help: 'Evaluations of our rule groups that Prometheus left out in the last ten minutes',
  });
  private readonly share = new Gauge({
    name: metricName('leitstand_prometheus_evaluation_ratio'),
    help: 'Share of its interval that the last evaluation of the slowest of our rule groups took',
  });

  constructor(
    private readonly board: StatusBoard,
    private readonly prometheus: PrometheusClient,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.board.register('evaluation', () => this.look(), 'prometheus');
  }

  /** By what was last seen. */
  latest(): Evaluation {
    return evaluationOf(this.reading, this.missed, this.clock.now());
  }

  /** Asks again where it is time, without waiting for the answer: a server that is busy gives it late. */
  private look(): Promise<Seen> {
    const now = this.clock.now().getTime();
    if (now >= this.nextAt) {
      this.nextAt = now + EVERY_MS;
      void this.refresh().catch(() => undefined); // it has a line of its own; what was seen grows stale
    }
    return Promise.resolve(judgeEvaluation(this.latest()));
  }

  private async refresh(): Promise<void> {
    const text = await this.prometheus.ownMetrics();
    const now = this.clock.now();
    const reading = readServerMetrics(text, now);
    this.missed = [...recentlyMissed(this.missed, now), missedSince(this.reading, reading)];
    this.reading = reading;
    const { memoryBytes, missedIterations, slowest } = this.latest();
    if (memoryBytes !== null) this.memory.set(memoryBytes);
    this.iterations.set(missedIterations);
    this.share.set(slowest ? slowest.seconds / slowest.intervalSeconds : 0);
  }
}
