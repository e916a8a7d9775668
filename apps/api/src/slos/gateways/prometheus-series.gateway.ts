import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/kernel/clock.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import { PrometheusClient } from '../../platform/prometheus/prometheus-client.js';

/** Names and values that Prometheus has had since then are what a person may have meant. */
const NAMES_SINCE_SECONDS = 3600;
/** How far back a selector that matches nothing is looked for, and in which steps: the nearer the finer. */
const LOOK_BACKS = [
  { seconds: 86_400, step: 300 },
  { seconds: 15 * 86_400, step: 3600 },
] as const;

/** What Leitstand and Prometheus record themselves, about every territory; no document may read it. */
const OWN = /^(leitstand:|ALERTS)/;

/**
 * Which series Prometheus has. Every method throws `dependency-unavailable` when it does not answer by `deadline` (as
 * `performance.now()` counts).
 */
@Injectable()
export class PrometheusSeries {
  constructor(
    private readonly prometheus: PrometheusClient,
    private readonly clock: Clock,
  ) {}

  /** Whether an instant vector has any element now. Of one that Prometheus refuses nothing is known to be missing: then true. */
  async exist(vector: string, deadline: number): Promise<boolean> {
    try {
      const query = `count(${vector}\n)`;
      const [counted] = await this.prometheus.query(query, undefined, left(deadline));
      return counted !== undefined && counted.value > 0;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'promql-invalid') return true; // an answer, so it is not away
      throw error;
    }
  }

  /**
   * The metrics of the last hour; none of those that documents may not read.
   * @param matchers of series that alone count, as between braces; '' = all
   */
  async metrics(matchers: string, deadline: number): Promise<string[]> {
    // One matcher must ask for something, which `region!="ch"` alone does not.
    const match = matchers === '' ? undefined : `{__name__!="",${matchers}}`;
    const names = await this.labels('__name__', match, deadline);
    return names.filter((name) => !OWN.test(name));
  }

  /** The labels that the series of a selector have had in the last hour. */
  labelNames(selector: string, deadline: number): Promise<string[]> {
    return this.labels(null, selector, deadline);
  }

  /** The values of a label on the series of a selector in the last hour. */
  labelValues(label: string, selector: string, deadline: number): Promise<string[]> {
    return this.labels(label, selector, deadline);
  }

  /**
   * The types that targets tell of a metric, each once: `counter`, `gauge`; none where nobody tells any.
   * @param matchers of targets that alone are asked, as between braces; '' = all
   */
  types(metric: string, matchers: string, deadline: number): Promise<string[]> {
    const match = matchers === '' ? undefined : `{${matchers}}`;
    return this.prometheus.types(metric, match, left(deadline));
  }

  /** By how much all series of a selector grew together in the last hour; 0 where there are none. */
  async growth(selector: string, deadline: number): Promise<number> {
    const query = `sum(increase(${selector}[1h]))`;
    const [grown] = await this.prometheus.query(query, undefined, left(deadline));
    return grown?.value ?? 0;
  }

  /**
   * When an instant vector that has no element now had one last, to five minutes within a day and to an hour within fifteen.
   * @returns null when it had none
   */
  async lastSeen(vector: string, deadline: number): Promise<Date | null> {
    for (const { seconds, step } of LOOK_BACKS) {
      const to = Math.floor(this.seconds() / step) * step;
      const [counted] = await this.prometheus.queryRange(
        `count(${vector}\n)`,
        to - seconds,
        to,
        step,
        left(deadline),
      );
      const last = counted?.points.at(-1);
      if (last) return new Date(last[0] * 1000);
    }
    return null;
  }

  private seconds(): number {
    return this.clock.now().getTime() / 1000;
  }

  private labels(label: string | null, match: string | undefined, deadline: number) {
    const since = Math.floor(this.seconds()) - NAMES_SINCE_SECONDS;
    const which = match === undefined ? { since } : { match, since };
    return this.prometheus.labels(label, which, left(deadline));
  }
}

/** Milliseconds until then; one when it is past, which is too little for any answer. */
function left(deadline: number): number {
  return Math.max(1, Math.ceil(deadline - performance.now()));
}
