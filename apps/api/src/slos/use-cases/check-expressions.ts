import { Injectable } from '@nestjs/common';
import { writtenExpressions } from '#slo';
import { LRUCache } from 'lru-cache';
import { Clock } from '../../platform/kernel/clock.js';
import { DomainError, type FieldError } from '../../platform/kernel/domain-error.js';
import { PrometheusRules } from '../gateways/prometheus-rules.gateway.js';

/** For all expressions of a request together: whoever saves waits for it. */
const WITHIN_MS = 3000;
const MAX_ASKED = 5000;
const MAX_LENGTH = 10_000;
/** A server that was away is left alone for so long. */
const QUIET_MS = 10_000;
/** The server may be replaced by one of another version. */
const KEEP_MS = 600_000;
const MAX_KEPT_CHARACTERS = 20_000_000;

/**
 * Asks Prometheus whether it parses what people wrote, so that they hear of it when they save. A courtesy: what cannot be asked (it is
 * away or older than 2.40, there is too much of it) is saved all the same, since nothing is loaded that was not proven.
 */
@Injectable()
export class CheckExpressions {
  private readonly verdicts: LRUCache<string, { readonly words: string | null }>;
  private quietUntil = -Infinity;

  constructor(
    private readonly prometheus: PrometheusRules,
    private readonly clock: Clock,
  ) {
    this.verdicts = new LRUCache({
      maxSize: MAX_KEPT_CHARACTERS,
      sizeCalculation: ({ words }, expression) => expression.length + (words?.length ?? 0) + 100,
      ttl: KEEP_MS,
      ttlResolution: 0,
      perf: { now: () => clock.now().getTime() },
    });
  }

  /**
   * @param documents of SLOs, checked or not
   * @returns faults of each that holds an expression which Prometheus refuses
   */
  async execute(documents: readonly unknown[]): Promise<ReadonlyMap<unknown, FieldError[]>> {
    const written = new Map(documents.map((one) => [one, writtenExpressions(one)]));
    const known = await this.ask([...written.values()].flat().map(({ text }) => text));
    const faults = new Map<unknown, FieldError[]>();
    for (const [document, expressions] of written) {
      const refused = expressions.flatMap(({ path, text }) => {
        const words = known.get(text);
        return words ? [{ path, code: 'promql-refused', message: `Prometheus: ${words}` }] : [];
      });
      if (refused.length > 0) faults.set(document, refused);
    }
    return faults;
  }

  private async ask(expressions: readonly string[]): Promise<Map<string, string | null>> {
    const known = new Map<string, string | null>();
    const open: string[] = [];
    for (const expression of new Set(expressions)) {
      const kept = this.verdicts.get(expression);
      if (kept) known.set(expression, kept.words);
      else if (expression.length <= MAX_LENGTH) open.push(expression);
    }
    const now = this.clock.now().getTime();
    if (open.length === 0 || now < this.quietUntil) return known;
    try {
      const answers = await this.prometheus.parse(open.slice(0, MAX_ASKED), WITHIN_MS);
      for (const [expression, words] of answers) {
        this.verdicts.set(expression, { words });
        known.set(expression, words);
      }
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.quietUntil = now + QUIET_MS;
    }
    return known;
  }
}
