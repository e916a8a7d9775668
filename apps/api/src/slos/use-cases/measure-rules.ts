import { Injectable } from '@nestjs/common';
import { SERIES, subqueriesOf } from '#slo';
import { Settings } from '../../platform/config/settings.js';
import { Clock } from '../../platform/kernel/clock.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import { readRuleText, type RuleExpression } from '../documents/read-rule-text.js';
import type { RuleCost } from '../domain/rule-cost.js';
import { PrometheusRules } from '../gateways/prometheus-rules.gateway.js';

/** Files that are measured at once: enough to be quick, few enough that the server goes on with its rules. */
const AT_ONCE = 2;
/** Files in a row about which the server gave no answer: it is away. */
const AWAY = 3;

export interface MeasureOptions {
  /** after which no further file is begun */
  readonly withinMs: number;
  readonly stopping?: AbortSignal | undefined;
}

/**
 * Asks Prometheus to evaluate the rules of files once, and how many samples that took. Nothing else says it: what an expression reads
 * depends on the series there are.
 */
@Injectable()
export class MeasureRules {
  private readonly eachMs: number;

  constructor(
    private readonly prometheus: PrometheusRules,
    private readonly clock: Clock,
    settings: Settings,
  ) {
    this.eachMs = settings.get('RULES_MEASURE_SECONDS') * 1000;
  }

  /**
   * @param texts by whatever name them, in the order in which they matter
   * @returns cost by name; what was not measured in time, or while the server did not answer, is missing
   */
  async execute(
    texts: ReadonlyMap<string, string>,
    { withinMs, stopping }: MeasureOptions,
  ): Promise<Map<string, RuleCost>> {
    const end = performance.now() + withinMs;
    const costs = new Map<string, RuleCost>();
    const open = texts.entries(); // shared by all who ask
    let unanswered = 0;
    const measure = async () => {
      for (const [name, text] of open) {
        if (performance.now() > end || stopping?.aborted || unanswered >= AWAY) return;
        const cost = await this.measure(text).catch((error: unknown) => {
          if (error instanceof DomainError) return null;
          throw error;
        });
        unanswered = cost === null ? unanswered + 1 : 0;
        if (cost !== null) costs.set(name, cost);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, measure));
    return costs;
  }

  /** One rule after the other, as Prometheus itself goes through a group. */
  private async measure(text: string): Promise<RuleCost> {
    const read = readRuleText(text);
    const end = performance.now() + this.eachMs;
    let [samples, peak, most, dearest] = [0, 0, -1, 'nothing'];
    let complete = true;
    for (const rule of read.ok ? read.value : []) {
      const one = await this.evaluate(rule.expression, end);
      samples += one.samples;
      peak = Math.max(peak, one.peak);
      complete = one.complete;
      if (!complete || one.samples > most) [most, dearest] = [one.samples, purpose(rule)];
      if (!complete) break;
    }
    const now = this.clock.now();
    return { samples, peak, complete, dearest, measuredAt: now, since: now };
  }

  /**
   * One expression, and apart from it what its subqueries evaluate: Prometheus counts of those only what they give.
   * @param end instant of `performance.now()` at which it is given up
   */
  private async evaluate(
    expression: string,
    end: number,
  ): Promise<Pick<RuleCost, 'samples' | 'peak' | 'complete'>> {
    let [samples, peak] = [0, 0];
    for (const { text, evaluations } of [
      { text: expression, evaluations: 1 },
      ...subqueriesOf(expression),
    ]) {
      const left = Math.ceil(end - performance.now());
      if (left <= 0) return { samples, peak, complete: false };
      const cost = await this.prometheus.cost(text, left);
      if (typeof cost?.tooMuch === 'string') return { samples, peak, complete: false };
      samples += (cost?.samples ?? 0) * evaluations;
      peak = Math.max(peak, cost?.peak ?? 0);
    }
    return { samples, peak, complete: true };
  }
}

/** What in its document a rule is for, in the document's words. */
function purpose({ name, labels: { regime } }: RuleExpression): string {
  if (name === SERIES.regimeSignal) return `the condition (when) of the regime ${regime}`;
  if (name === SERIES.goodTick) return `the histogram below the threshold of the regime ${regime}`;
  if (name === SERIES.totalTick) return 'the count of all events';
  return name === SERIES.badTick ? 'the count of bad events' : name;
}
