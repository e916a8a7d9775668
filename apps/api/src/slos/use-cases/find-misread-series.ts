import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { parseSloDocument, seriesRead, type IndicatorDocument, type SeriesRead } from '#slo';
import { Yielder } from '../../platform/documents/yielder.js';
import { Clock } from '../../platform/kernel/clock.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import {
  bucketWarnings,
  familiesOf,
  isMore,
  mayExceed,
  misreadType,
  misreadWarning,
} from '../domain/misread-series.js';
import type { AskedDocument, SeriesWarning } from '../domain/missing-series.js';
import { PrometheusSeries } from '../gateways/prometheus-series.gateway.js';

/** For all documents of a request together, after what is missing was looked for. */
const WITHIN_MS = 1000;
/** A metric keeps its type. */
const KEEP_MS = 60_000;
const MAX_KEPT = 5000;
/** What is counted from the growth of these alone. */
const COUNTED: ReadonlySet<SeriesRead['role']> = new Set(['total', 'bad', 'good', 'histogram']);

type Warnings = Map<unknown, SeriesWarning[]>;

/**
 * Finds selectors that match series and are not what they are taken for: several buckets at once, a gauge, a sum, a part that exceeds its
 * total. All of it is counted all the same, cut to what a count can be, so that nothing else would tell. A courtesy, as what is missing.
 */
@Injectable()
export class FindMisreadSeries {
  private readonly types: LRUCache<string, readonly string[]>;

  constructor(
    private readonly prometheus: PrometheusSeries,
    clock: Clock,
  ) {
    this.types = new LRUCache({
      max: MAX_KEPT,
      ttl: KEEP_MS,
      ttlResolution: 0,
      perf: { now: () => clock.now().getTime() },
    });
  }

  /**
   * @param missing what is missing, by document: of others Prometheus is not asked, since it is away or may not be
   * @returns by document; one of which nothing is known here is missing
   */
  async execute(
    asked: readonly AskedDocument[],
    missing: ReadonlyMap<unknown, readonly SeriesWarning[]>,
  ): Promise<ReadonlyMap<unknown, readonly SeriesWarning[]>> {
    const found: Warnings = new Map();
    const deadline = performance.now() + WITHIN_MS;
    const yielder = new Yielder();
    for (const { document, matchers } of asked) {
      const read = parseSloDocument(document);
      if (!read.ok) continue;
      const { indicator } = read.value.spec;
      const told = bucketWarnings(indicator);
      const absent = missing.get(document);
      if (absent && performance.now() < deadline)
        told.push(...(await this.seen({ indicator, matchers, absent }, deadline)));
      if (told.length > 0) found.set(document, told);
      await yielder.yieldIfDue();
    }
    return found;
  }

  /** What Prometheus tells of the series that are there; nothing where it does not answer in time. */
  private async seen(
    {
      indicator,
      matchers,
      absent,
    }: {
      readonly indicator: IndicatorDocument;
      readonly matchers: string;
      readonly absent: readonly SeriesWarning[];
    },
    deadline: number,
  ): Promise<SeriesWarning[]> {
    const all = seriesRead(indicator);
    const isThere = ({ path }: SeriesRead) => !absent.some((one) => one.path === path);
    try {
      const counted = all.filter((one) => COUNTED.has(one.role) && isThere(one));
      const types = await Promise.all(counted.map((one) => this.ofType(one, matchers, deadline)));
      const pair = mayExceed(indicator, all);
      const more = pair && isThere(pair.total) ? await this.exceeding(pair, deadline) : [];
      return [...types.flat(), ...more];
    } catch (error) {
      if (error instanceof DomainError) return [];
      throw error;
    }
  }

  private async ofType(
    series: SeriesRead,
    matchers: string,
    deadline: number,
  ): Promise<SeriesWarning[]> {
    const types = new Map<string, readonly string[]>();
    for (const family of familiesOf(series.metric)) {
      const key = `${family}{${matchers}}`;
      const told = this.types.get(key) ?? (await this.prometheus.types(family, matchers, deadline));
      this.types.set(key, told, { noUpdateTTL: true });
      types.set(family, told);
    }
    const code = misreadType(series.metric, (family) => types.get(family) ?? []);
    return code === null ? [] : [misreadWarning(code, series)];
  }

  private async exceeding(
    { total, part }: { readonly total: SeriesRead; readonly part: SeriesRead },
    deadline: number,
  ): Promise<SeriesWarning[]> {
    const [events, all] = await Promise.all([
      this.prometheus.growth(part.selector, deadline),
      this.prometheus.growth(total.selector, deadline),
    ]);
    return isMore(events, all) ? [misreadWarning('part-over-total', part)] : [];
  }
}
