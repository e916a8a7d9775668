import { Injectable, type OnModuleInit } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../db/database.js';
import { Clock } from '../kernel/clock.js';
import { clocksApart, type ClockReading } from '../kernel/clocks.js';
import { systemScope } from '../kernel/scope.js';
import { PrometheusClient } from '../prometheus/prometheus-client.js';
import { StatusBoard, type Seen } from './status-board.js';

const PATIENCE_MS = 1000;

/** Whether the clocks of this process, the worker, PostgreSQL and Prometheus agree, and which does not. */
@Injectable()
export class ClockProbe implements OnModuleInit {
  constructor(
    private readonly board: StatusBoard,
    private readonly database: Database,
    private readonly prometheus: PrometheusClient,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.board.register('clocks', () => this.look(), 'postgres');
  }

  /** How they are doing, seen now. */
  async look(): Promise<Seen> {
    const [database, prometheus] = await Promise.all([this.inDatabase(), this.ofPrometheus()]);
    const own = { name: 'api', at: this.clock.now().getTime() };
    const apart = clocksApart([own, ...database, ...prometheus]);
    if (!apart) return { state: 'up', message: null };
    const seconds = Math.round(apart.by / 1000);
    return {
      state: 'degraded',
      message: `${apart.names.join(', ')}: ${seconds} s from the others`,
      detail: { code: 'clocks-differ', seconds, names: apart.names },
    };
  }

  /** The database's own, and the worker's as it was when it last said that it lives. */
  private async inDatabase(): Promise<ClockReading[]> {
    const { rows } = await this.database.read(systemScope('clock-probe', []), (tx) =>
      sql<{ now: number; worker: number | null }>`
        select extract(epoch from now)::float8 * 1000 as now, extract(epoch from now + (clock - at))::float8 * 1000 as worker
          from (select leitstand_now() as now) n
          left join heartbeats on process = 'worker' and at > now - interval '15 seconds'`.execute(
        tx,
      ),
    );
    return rows.flatMap(({ now, worker }) => [
      { name: 'postgres', at: now },
      ...(worker === null ? [] : [{ name: 'worker', at: worker }]),
    ]);
  }

  /** None when it does not answer in time: it has a line of its own. */
  private async ofPrometheus(): Promise<ClockReading[]> {
    const asked = this.prometheus.query('vector(time())').catch(() => []);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never[]>((resolve) => {
      timer = setTimeout(() => resolve([]), PATIENCE_MS);
    });
    const [series] = await Promise.race([asked, late]);
    clearTimeout(timer);
    return series ? [{ name: 'prometheus', at: series.value * 1000 }] : [];
  }
}
