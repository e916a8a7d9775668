import { Injectable } from '@nestjs/common';
import type { SeriesRead } from '#slo';
import type { Missing } from '../domain/missing-series.js';
import { nearest, nearestNumber } from '../domain/nearest.js';
import { PrometheusSeries } from '../gateways/prometheus-series.gateway.js';

type Matcher = SeriesRead['matchers'][number];

const BUCKET = '_bucket';

/** Finds out what of a selector that matches nothing is not there, and what there is instead. */
@Injectable()
export class ExplainMissing {
  constructor(private readonly prometheus: PrometheusSeries) {}

  /** @throws DomainError `dependency-unavailable` when Prometheus does not answer by `deadline` */
  async execute(series: SeriesRead, deadline: number): Promise<Missing> {
    const { metric, matchers } = series;
    if (metric === '') return { kind: 'combination', matcher: null, suggestion: null };
    if (!(await this.prometheus.exist(metric, deadline)))
      return { kind: 'metric', matcher: null, suggestion: await this.metricLike(series, deadline) };
    const alone = await Promise.all(
      matchers.map((matcher) => this.prometheus.exist(`${metric}{${written(matcher)}}`, deadline)),
    );
    const matcher = matchers.find((_, i) => !alone[i]);
    if (!matcher) return { kind: 'combination', matcher: null, suggestion: null };
    const { label } = matcher;
    if (!(await this.prometheus.exist(`${metric}{${label}!=""}`, deadline))) {
      const labels = await this.prometheus.labelNames(metric, deadline);
      const others = labels.filter((one) => one !== '__name__');
      return { kind: 'label', matcher, suggestion: nearest(label, others) };
    }
    const others = matchers.filter((_, i) => alone[i]).map(written);
    const values = await this.prometheus.labelValues(
      label,
      `${metric}{${others.join(',')}}`,
      deadline,
    );
    return { kind: 'value', matcher, suggestion: valueLike(matcher, values) };
  }

  private async metricLike({ metric, role }: SeriesRead, deadline: number): Promise<string | null> {
    const names = await this.prometheus.metrics(deadline);
    const isHistogram = role === 'histogram' || role === 'bucket';
    return nearest(metric, isHistogram ? names.filter((name) => name.endsWith(BUCKET)) : names);
  }
}

/** Only a value that was asked for as it stands was meant to be another one. */
function valueLike({ label, op, value }: Matcher, values: readonly string[]): string | null {
  if (op !== '=' && op !== '=~') return null;
  if (label !== 'le') return nearest(value, values);
  return nearestNumber(value.split('|')[0] ?? '', values);
}

function written({ label, op, literal }: Matcher): string {
  return `${label}${op}${literal}`;
}
