import { Injectable } from '@nestjs/common';
import { SERIES } from '#slo';
import { DomainError } from '../../platform/kernel/domain-error.js';
import { PrometheusClient } from '../../platform/prometheus/prometheus-client.js';
import type { Series } from '../../platform/prometheus/query-answers.js';
import { floorTo, REACH_MS } from '../domain/ledger-plan.js';
import {
  HOUR_MS,
  MINUTE_MS,
  TICK_SECONDS,
  type MinuteCounts,
  type MinuteFacts,
} from '../domain/minutes.js';
import type { SloAlert } from '../domain/alarm.js';

/** One minute without its closed left edge, the same in Prometheus 2 and 3. */
const A_MINUTE = '[59999ms]';

/** Facts by slug and minute (start, unix milliseconds). */
export type FactsBySlug = ReadonlyMap<string, ReadonlyMap<number, MinuteFacts>>;

/** Reads from Prometheus what the ledger keeps. A few queries, however many SLOs. */
@Injectable()
export class PrometheusCounts {
  constructor(private readonly prometheus: PrometheusClient) {}

  /** The server's clock, and when each SLO's rules were evaluated last; unix milliseconds. */
  async clock(): Promise<{ now: number; ticks: number[] }> {
    const [now, ticks] = await Promise.all([
      this.prometheus.query('vector(time())'),
      this.prometheus.query(`max by (slo) (timestamp(${SERIES.errorBudget}))`),
    ]);
    const [clock] = now;
    if (!clock)
      throw new DomainError('dependency-unavailable', 'Prometheus does not say what time it is.');
    return { now: clock.value * 1000, ticks: ticks.map(({ value }) => value * 1000) };
  }

  /** What the minutes [from, to) of these SLOs hold; minutes nobody recorded are missing. */
  async minutes(slugs: readonly string[], from: number, to: number): Promise<FactsBySlug> {
    const range = (expression: string) =>
      this.prometheus.queryRange(
        expression,
        (from + MINUTE_MS) / 1000,
        to / 1000,
        MINUTE_MS / 1000,
      );
    const over = (fn: string, series: string, by: string) =>
      range(`sum by (${by}) (${fn}(${series}${matcher(slugs)}${A_MINUTE}))`);
    const [total, bad, ticks, badTicks, regimes] = await Promise.all([
      over('sum_over_time', SERIES.totalTick, 'slo, origin'),
      over('sum_over_time', SERIES.badTick, 'slo, origin'),
      over('count_over_time', SERIES.totalTick, 'slo, origin'),
      over('count_over_time', SERIES.badTick, 'slo, origin'),
      over('sum_over_time', SERIES.regime, 'slo, origin, regime'),
    ]);
    const facts = new Map<string, Map<number, MinuteFacts>>();
    collect(facts, total, (counts, value) => (counts.total = value));
    collect(facts, bad, (counts, value) => (counts.bad = value));
    collect(facts, ticks, (counts, value) => (counts.ticks = value));
    collect(facts, badTicks, (counts, value) => (counts.badTicks = value));
    collect(facts, regimes, (counts, value, { regime = '' }) => (counts.regimes[regime] = value));
    return facts;
  }

  /** The first minute of the last 35 days that has counts, by slug (unix milliseconds). */
  async firstMinutes(slugs: readonly string[], now: number): Promise<Map<string, number>> {
    const counted = (window: string, at: number, to: number, step: number) =>
      this.prometheus.queryRange(
        `count by (slo) (count_over_time(${SERIES.totalTick}${matcher(slugs)}[${window}]))`,
        at / 1000,
        to / 1000,
        step / 1000,
      );
    const byHour = new Map<number, string[]>();
    // On the grid of hours and minutes, as the ledger is.
    for (const { labels, points } of await counted(
      '1h',
      floorTo(now - REACH_MS, HOUR_MS),
      floorTo(now, HOUR_MS) + HOUR_MS,
      HOUR_MS,
    )) {
      const hour = points[0]?.[0];
      if (hour !== undefined)
        byHour.set(hour * 1000, [...(byHour.get(hour * 1000) ?? []), labels['slo'] ?? '']);
    }
    const first = new Map<string, number>();
    for (const [end] of byHour) {
      for (const { labels, points } of await counted(
        '59999ms',
        end - HOUR_MS + MINUTE_MS,
        end,
        MINUTE_MS,
      )) {
        const slug = labels['slo'] ?? '';
        const at = (points[0]?.[0] ?? 0) * 1000 - MINUTE_MS;
        if (byHour.get(end)?.includes(slug)) first.set(slug, Math.min(at, first.get(slug) ?? at));
      }
    }
    return first;
  }

  /** Seconds recorded in each hour of [from, to) by slug and hour (start, unix milliseconds); hours without any are missing. */
  async hourlySeconds(
    slugs: readonly string[],
    from: number,
    to: number,
  ): Promise<Map<string, Map<number, number>>> {
    const expression = `sum by (slo) (count_over_time(${SERIES.totalTick}${matcher(slugs)}[3599999ms]))`;
    const series = await this.prometheus.queryRange(
      expression,
      (from + HOUR_MS) / 1000,
      to / 1000,
      HOUR_MS / 1000,
    );
    const seconds = (ticks: number) => Math.min(ticks * TICK_SECONDS, HOUR_MS / 1000);
    return new Map(
      series.map(({ labels, points }) => [
        labels['slo'] ?? '',
        new Map(points.map(([end, ticks]) => [end * 1000 - HOUR_MS, seconds(ticks)])),
      ]),
    );
  }

  /** Sum of total and bad events of the 24 hours before `end` by slug, straight from the recorded ticks. */
  async dayBefore(end: number): Promise<Map<string, { total: number; bad: number }>> {
    const sum = (series: string) =>
      this.prometheus.query(`sum by (slo) (sum_over_time(${series}[86399999ms]))`, end / 1000);
    const [total, bad] = await Promise.all([sum(SERIES.totalTick), sum(SERIES.badTick)]);
    const days = new Map(
      total.map(({ labels, value }) => [labels['slo'] ?? '', { total: value, bad: 0 }]),
    );
    for (const { labels, value } of bad)
      Object.assign(days.get(labels['slo'] ?? '') ?? {}, { bad: value });
    return days;
  }

  /** Alerts that Prometheus has pending or firing, by slug, in a stable order. */
  async alerts(): Promise<Map<string, SloAlert[]>> {
    const [states, since] = await Promise.all([
      this.prometheus.query('ALERTS{slo!=""}'),
      this.prometheus.query('ALERTS_FOR_STATE{slo!=""}'),
    ]);
    const active = new Map(
      since.map(({ labels, value }) => [identity(labels), new Date(value * 1000).toISOString()]),
    );
    const alerts = new Map<string, SloAlert[]>();
    for (const { labels, at } of states) {
      const { slo = '', alertname = '', alertstate, severity } = labels;
      const alert: SloAlert = {
        name: alertname,
        severity: severity === 'page' ? 'page' : 'ticket',
        state: alertstate === 'firing' ? 'firing' : 'pending',
        since: active.get(identity(labels)) ?? new Date(at * 1000).toISOString(),
      };
      alerts.set(slo, [...(alerts.get(slo) ?? []), alert]);
    }
    for (const list of alerts.values())
      list.sort((a, b) => `${a.name} ${a.severity}`.localeCompare(`${b.name} ${b.severity}`));
    return alerts;
  }
}

/** Slugs are plain names, so they need no escaping. */
function matcher(slugs: readonly string[]): string {
  return `{slo=~"${slugs.join('|')}"}`;
}

function identity(labels: Readonly<Record<string, string>>): string {
  const { __name__: _name, alertstate: _state, ...rest } = labels;
  return JSON.stringify(Object.entries(rest).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

type Put = (counts: MinuteCounts, value: number, labels: Readonly<Record<string, string>>) => void;

function collect(
  facts: Map<string, Map<number, MinuteFacts>>,
  series: readonly Series[],
  put: Put,
): void {
  for (const { labels, points } of series) {
    const slug = labels['slo'] ?? '';
    const minutes = facts.get(slug) ?? new Map<number, MinuteFacts>();
    facts.set(slug, minutes);
    const origin = labels['origin'] === 'sample' ? 'sample' : 'live';
    for (const [end, value] of points) {
      const minute = end * 1000 - MINUTE_MS;
      const entry = minutes.get(minute) ?? {};
      minutes.set(minute, entry);
      put(
        (entry[origin] ??= { total: 0, bad: 0, ticks: 0, badTicks: 0, regimes: {} }),
        value,
        labels,
      );
    }
  }
}
