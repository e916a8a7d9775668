import { Injectable, type OnModuleInit } from '@nestjs/common';
import { sql } from 'kysely';
import { shownName } from '../background/this-process.js';
import { Database } from '../db/database.js';
import { Clock } from '../kernel/clock.js';
import { CLOCK_TOLERANCE_MS, clocksApart, type ClockReading } from '../kernel/clocks.js';
import { systemScope } from '../kernel/scope.js';
import { PrometheusClient } from '../prometheus/prometheus-client.js';
import { StatusBoard, type Seen } from './status-board.js';

const PATIENCE_MS = 1000;

/** Clocks are read one after the other: told of a little before anybody refuses to go by them. */
const BEGINS_MS = CLOCK_TOLERANCE_MS - 15_000;
/** And no more once they clearly agree, so that one near the limit is not apart every other moment. */
const ENDS_MS = CLOCK_TOLERANCE_MS - 30_000;

/** Whether the clocks of this process, the workers, PostgreSQL and Prometheus agree, and which does not. */
@Injectable()
export class ClockProbe implements OnModuleInit {
  private wereApart = false;

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
    const readings = [own, ...database, ...prometheus];
    const apart = clocksApart(readings, this.wereApart ? ENDS_MS : BEGINS_MS);
    this.wereApart = apart !== null;
    if (!apart) return { state: 'up', message: null };
    const seconds = Math.round(apart.by / 1000);
    return {
      state: 'degraded',
      message: `${apart.names.join(', ')}: ${seconds} s from the others`,
      detail: { code: 'clocks-differ', seconds, names: apart.names },
    };
  }

  /** The database's own, and each worker's as it was when it last said that it lives. */
  private async inDatabase(): Promise<ClockReading[]> {
    const { rows } = await this.database.read(systemScope('clock-probe', []), (tx) =>
      sql<{ now: number; worker: string | null; at: number }>`
        select extract(epoch from now)::float8 * 1000 as now, process as worker, extract(epoch from now + (clock - at))::float8 * 1000 as at
          from (select leitstand_now() as now) n
          left join heartbeats on process like 'worker%' and clock is not null and at > now - interval '15 seconds'
         order by process`.execute(tx),
    );
    const [first] = rows;
    const workers = rows.flatMap(({ worker, at }) => (worker === null ? [] : [{ worker, at }]));
    const alone = workers.length === 1;
    return [
      ...(first ? [{ name: 'postgres', at: first.now }] : []),
      ...workers.map(({ worker, at }) => ({ name: alone ? 'worker' : shownName(worker), at })),
    ];
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
