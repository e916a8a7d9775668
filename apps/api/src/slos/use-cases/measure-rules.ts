import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
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
/** More texts about which it gave none are not remembered. */
const LOST_AT_MOST = 10_000;
/** What takes less is quick, however busy the machine was; else the lesser of two evaluations counts. */
const QUICK_SECONDS = 0.01;
/** From here on time tells more about a rule than samples may. */
const SLOW_SECONDS = 0.5;

/** What one rule takes. */
interface Part extends Pick<RuleCost, 'samples' | 'peak' | 'seconds' | 'complete' | 'refusal'> {
  readonly purpose: string;
}

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
  /** How often texts were asked about in vain, by name: they come after the others, so that they do not end it for these. */
  private readonly lost = new LRUCache<string, number>({ max: LOST_AT_MOST });

  constructor(
    private readonly prometheus: PrometheusRules,
    private readonly clock: Clock,
    settings: Settings,
  ) {
    this.eachMs = settings.get('RULES_MEASURE_SECONDS') * 1000;
  }

  /**
   * @param texts by whatever name them, in the order in which they matter; those come last that got no answer before
   * @returns cost by name; what was not measured in time, or while the server did not answer, is missing
   */
  async execute(
    texts: ReadonlyMap<string, string>,
    { withinMs, stopping }: MeasureOptions,
  ): Promise<Map<string, RuleCost>> {
    const end = performance.now() + withinMs;
    const costs = new Map<string, RuleCost>();
    const unansweredBefore = ([name]: readonly [string, string]) => this.lost.get(name) ?? 0;
    const inTurn = [...texts].toSorted((a, b) => unansweredBefore(a) - unansweredBefore(b));
    const open = inTurn.values(); // shared by all who ask
    let unanswered = 0;
    const measure = async () => {
      for (const [name, text] of open) {
        if (performance.now() > end || stopping?.aborted || unanswered >= AWAY) return;
        const cost = await this.measure(text).catch((error: unknown) => {
          if (error instanceof DomainError) return null;
          throw error;
        });
        unanswered = cost === null ? unanswered + 1 : 0;
        if (cost === null) this.lost.set(name, (this.lost.get(name) ?? 0) + 1);
        else costs.set(name, cost);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, measure));
    return costs;
  }

  /** One rule after the other, as Prometheus itself goes through a group. */
  private async measure(text: string): Promise<RuleCost> {
    const read = readRuleText(text);
    const end = performance.now() + this.eachMs;
    let [samples, peak, complete] = [0, 0, true];
    let seconds: number | null = null;
    let refusal: string | null = null;
    const parts: Part[] = [];
    for (const rule of read.ok ? read.value : []) {
      const one = await this.evaluate(rule.expression, end);
      samples += one.samples;
      peak = Math.max(peak, one.peak);
      if (one.seconds !== null) seconds = (seconds ?? 0) + one.seconds;
      ({ complete, refusal } = one);
      parts.push({ ...one, purpose: purpose(rule) });
      if (!complete || refusal !== null) break;
    }
    const now = this.clock.now();
    const whole = complete && refusal === null;
    const dearest = (whole ? dearestOf(parts) : parts.at(-1))?.purpose ?? 'nothing';
    return { samples, peak, seconds, complete, refusal, dearest, measuredAt: now, since: now };
  }

  /**
   * One expression, and apart from it what its subqueries evaluate: Prometheus counts of those only the samples that they give. Their
   * time it counts whole.
   * @param end instant of `performance.now()` at which it is given up
   */
  private async evaluate(expression: string, end: number): Promise<Omit<Part, 'purpose'>> {
    let [samples, peak] = [0, 0];
    let seconds: number | null = null;
    for (const { text, evaluations } of [
      { text: expression, evaluations: 1 },
      ...subqueriesOf(expression),
    ]) {
      const left = Math.ceil(end - performance.now());
      if (left <= 0) return { samples, peak, seconds, complete: false, refusal: null };
      const cost = await this.prometheus.cost(text, left);
      if (typeof cost?.tooMuch === 'string')
        return { samples, peak, seconds, complete: false, refusal: null };
      if (typeof cost?.refusal === 'string')
        return { samples, peak, seconds, complete: true, refusal: cost.refusal };
      samples += (cost?.samples ?? 0) * evaluations;
      peak = Math.max(peak, cost?.peak ?? 0);
      if (text === expression) seconds = await this.steady(text, cost?.seconds ?? null, end);
    }
    return { samples, peak, seconds, complete: true, refusal: null };
  }

  /** The time of an expression that a busy machine did not make longer: what is not quick is evaluated once more, the lesser counts. */
  private async steady(
    expression: string,
    first: number | null,
    end: number,
  ): Promise<number | null> {
    const left = Math.ceil(end - performance.now());
    if (first === null || first < QUICK_SECONDS || left <= 0) return first;
    const again = await this.prometheus.cost(expression, left);
    return Math.min(first, again?.seconds ?? first);
  }
}

/** The part that takes the most of either measure. */
function dearestOf(parts: readonly Part[]): Part | undefined {
  const total = (of: (part: Part) => number) => parts.reduce((sum, part) => sum + of(part), 0) || 1;
  const [samples, seconds] = [total((part) => part.samples), total((part) => part.seconds ?? 0)];
  const isSlow = seconds > SLOW_SECONDS; // else its time is that of asking
  const share = (part: Part) =>
    Math.max(part.samples / samples, isSlow ? (part.seconds ?? 0) / seconds : 0);
  return parts.toSorted((a, b) => share(b) - share(a))[0];
}

/** What in its document a rule is for, in the document's words. */
function purpose({ name, labels: { regime } }: RuleExpression): string {
  if (name === SERIES.regimeSignal) return `the condition (when) of the regime ${regime}`;
  if (name === SERIES.goodTick) return `the histogram below the threshold of the regime ${regime}`;
  if (name === SERIES.totalTick) return 'the count of all events';
  return name === SERIES.badTick ? 'the count of bad events' : name;
}
