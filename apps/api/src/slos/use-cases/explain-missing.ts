import { Injectable } from '@nestjs/common';
import type { SeriesRead } from '#slo';
import { asNumber, asPattern, isPlainName, type Missing } from '../domain/missing-series.js';
import { nearest, nearestNumber } from '../domain/nearest.js';
import { PrometheusSeries } from '../gateways/prometheus-series.gateway.js';

type Matcher = SeriesRead['matchers'][number];

const BUCKET = '_bucket';
const COMBINATION: Missing = { kind: 'combination', matcher: null, suggestion: null };

/**
 * Finds out what of a selector that matches nothing is not there, and what there is instead: among the series that its territory may
 * read. What there is beyond them is told by no answer.
 */
@Injectable()
export class ExplainMissing {
  constructor(private readonly prometheus: PrometheusSeries) {}

  /**
   * @param required label matchers that every question carries; '' = none
   * @throws DomainError `dependency-unavailable` when Prometheus does not answer by `deadline`
   */
  async execute(series: SeriesRead, required: string, deadline: number): Promise<Missing> {
    const { metric, matchers } = series;
    if (!isPlainName(metric)) return COMBINATION;
    const having = (...more: readonly string[]) => within(metric, [required, ...more]);
    if (!(await this.prometheus.exist(having(), deadline))) {
      const suggestion = await this.metricLike(series, required, deadline);
      return { kind: 'metric', matcher: null, suggestion };
    }
    const alone = await Promise.all(
      matchers.map((matcher) => this.prometheus.exist(having(written(matcher)), deadline)),
    );
    const matcher = matchers.find((_, i) => !alone[i]);
    if (!matcher) return COMBINATION;
    const { label } = matcher;
    if (!(await this.prometheus.exist(having(`${label}!=""`), deadline))) {
      const labels = await this.prometheus.labelNames(having(), deadline);
      const others = labels.filter((one) => one !== '__name__');
      return { kind: 'label', matcher, suggestion: nearest(label, others) };
    }
    const others = matchers.filter((_, i) => alone[i]).map(written);
    const values = await this.prometheus.labelValues(label, having(...others), deadline);
    return (
      asPattern(matcher, values) ??
      asNumber(matcher, values) ?? {
        kind: 'value',
        matcher,
        suggestion: valueLike(matcher, values),
      }
    );
  }

  private async metricLike(
    { metric, role }: SeriesRead,
    required: string,
    deadline: number,
  ): Promise<string | null> {
    const names = await this.prometheus.metrics(required, deadline);
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

function within(metric: string, matchers: readonly string[]): string {
  return `${metric}{${matchers.filter(Boolean).join(',')}}`;
}

function written({ label, op, literal }: Matcher): string {
  return `${label}${op}${literal}`;
}
