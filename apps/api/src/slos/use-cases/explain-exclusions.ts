import { Injectable } from '@nestjs/common';
import { meantPattern, type SeriesRead } from '#slo';
import { asPattern, isPlainName, type Missing } from '../domain/missing-series.js';
import { PrometheusSeries } from '../gateways/prometheus-series.gateway.js';

/**
 * Finds the matchers of a selector that are to keep series out and keep none, because they compare texts and were meant as patterns:
 * `code!="2.."`. The selector itself finds all the more.
 */
@Injectable()
export class ExplainExclusions {
  constructor(private readonly prometheus: PrometheusSeries) {}

  /**
   * @param required label matchers that every question carries; '' = none
   * @throws DomainError `dependency-unavailable` when Prometheus does not answer by `deadline`
   */
  async execute(
    { metric, matchers }: SeriesRead,
    required: string,
    deadline: number,
  ): Promise<Missing[]> {
    const found: Missing[] = [];
    if (!isPlainName(metric)) return found;
    for (const matcher of matchers) {
      if (matcher.op !== '!=' || meantPattern(matcher) === undefined) continue;
      const { label } = matcher;
      const values = await this.prometheus.labelValues(label, `${metric}{${required}}`, deadline);
      const pattern = asPattern(matcher, values);
      if (pattern) found.push(pattern);
    }
    return found;
  }
}
