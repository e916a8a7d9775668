import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { lackingMatcher, parseMatchers, parseSloDocument, seriesRead, type SeriesRead } from '#slo';
import { Yielder } from '../../platform/documents/yielder.js';
import { Clock } from '../../platform/kernel/clock.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import {
  baseName,
  inTermsOfHistogram,
  isWorthTelling,
  patternsOf,
  seriesWarning,
  type AskedDocument,
  type Missing,
  type SeriesWarning,
} from '../domain/missing-series.js';
import { PrometheusSeries } from '../gateways/prometheus-series.gateway.js';
import { ExplainExclusions } from './explain-exclusions.js';
import { ExplainMissing } from './explain-missing.js';

/** For all documents of a request together: whoever saves waits for it. */
const WITHIN_MS = 2000;
const AT_ONCE = 8;
/** A server that was away is left alone for so long. */
const QUIET_MS = 10_000;
/** What is there stays there for a while. */
const KEEP_MS = 60_000;
const MAX_KEPT = 20_000;
/** Selectors that are looked into: somebody who applies thousands reads no more. */
const MAX_EXPLAINED = 50;

type Found = ReadonlyMap<unknown, readonly SeriesWarning[]>;
interface Reading extends AskedDocument {
  readonly series: readonly SeriesRead[];
}

/**
 * Asks Prometheus whether it has the series that objectives read. A courtesy, like `CheckExpressions`: what is not answered in time is
 * not told of, and nothing is refused for it; a service may come into being after its objectives.
 */
@Injectable()
export class FindMissingSeries {
  /** Selectors of which there were series. */
  private readonly present: LRUCache<string, true>;
  private quietUntil = -Infinity;

  constructor(
    private readonly prometheus: PrometheusSeries,
    private readonly explain: ExplainMissing,
    private readonly exclusions: ExplainExclusions,
    private readonly clock: Clock,
  ) {
    this.present = new LRUCache({
      max: MAX_KEPT,
      ttl: KEEP_MS,
      ttlResolution: 0,
      perf: { now: () => clock.now().getTime() },
    });
  }

  /**
   * @param asked with the matchers that every question carries: where one selector of a document lacks them nothing is asked about it
   * @returns by document, what it reads and Prometheus does not have; one of which that is not known is missing
   */
  async execute(asked: readonly AskedDocument[]): Promise<Found> {
    if (this.clock.now().getTime() < this.quietUntil) return new Map();
    const deadline = performance.now() + WITHIN_MS;
    const readings = await readAll(asked, deadline);
    const exist = await this.ask(readings, deadline);
    const found = new Map<unknown, readonly SeriesWarning[]>();
    let looked = 0;
    for (const { document, matchers, series } of readings) {
      if (series.some(({ selector }) => !exist.has(selector))) continue;
      const missing = series.filter(({ selector }) => !exist.get(selector));
      looked += missing.length;
      if (missing.length > 0 && looked > MAX_EXPLAINED) break;
      const warnings = await this.warnings(missing, { all: series, matchers }, deadline);
      if (warnings) found.set(document, warnings);
    }
    return found;
  }

  /** @returns whether there are series, by selector; of what was not answered in time nothing */
  private async ask(readings: readonly Reading[], deadline: number): Promise<Map<string, boolean>> {
    const exist = new Map<string, boolean>();
    const selectors = readings.flatMap(({ series }) => series.map(({ selector }) => selector));
    for (const selector of selectors) if (this.present.has(selector)) exist.set(selector, true);
    const open = [...new Set(selectors)].filter((selector) => !exist.has(selector));
    const shared = open.values();
    const asking = async () => {
      for (const selector of shared) {
        if (performance.now() >= deadline) return;
        const answer = await unlessAway(() => this.prometheus.exist(selector, deadline));
        if (answer === undefined) return;
        exist.set(selector, answer);
        if (answer) this.present.set(selector, true);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, asking));
    if (open.length > 0 && !open.some((selector) => exist.has(selector)))
      this.quietUntil = this.clock.now().getTime() + QUIET_MS;
    return exist;
  }

  /** @returns undefined when Prometheus did not say enough in time */
  private async warnings(
    missing: readonly SeriesRead[],
    { all, matchers }: { readonly all: readonly SeriesRead[]; readonly matchers: string },
    deadline: number,
  ): Promise<SeriesWarning[] | undefined> {
    const total = all.find(({ role }) => role === 'total');
    const warnings = new Map<string, SeriesWarning>();
    for (const series of missing) {
      if (series.role === 'bucket' && missing.some(({ role }) => role === 'histogram')) continue; // told of it already
      const told = await unlessAway(() => this.warning(series, { total, matchers }, deadline));
      if (told === undefined) return undefined;
      if (told) warnings.set(`${told.path} ${told.selector}`, told);
    }
    for (const series of all.filter((one) => !missing.includes(one))) {
      const kept = await unlessAway(() => this.exclusions.execute(series, matchers, deadline));
      if (kept === undefined) return undefined;
      for (const one of kept)
        warnings.set(
          `${series.path} ${series.selector}`,
          seriesWarning(series, one, null, matchers),
        );
    }
    return [...warnings.values()];
  }

  private async warning(
    series: SeriesRead,
    { total, matchers }: { readonly total: SeriesRead | undefined; readonly matchers: string },
    deadline: number,
  ): Promise<SeriesWarning | null> {
    if (series.expression && (await this.prometheus.exist(series.expression, deadline)))
      return null; // it does without
    const explained = await this.explain.execute(series, matchers, deadline);
    const base = baseName(series.metric);
    const isOther =
      explained.kind === 'metric' &&
      base !== series.metric &&
      (await this.prometheus.exist(matchers === '' ? base : `${base}{${matchers}}`, deadline));
    const missing = inTermsOfHistogram(series, explained, isOther);
    const [told] = isWorthTelling(series, total, missing) ? [missing] : mistaken(series, missing);
    if (!told) return null;
    const { selector } = series;
    const lastSeen = await unlessAway(() => this.prometheus.lastSeen(selector, deadline));
    return seriesWarning(series, told, lastSeen ?? null, matchers);
  }
}

/**
 * What the documents read; those that are no SLO, those that there was no time for, and those that read more than their territory may
 * are left out.
 */
async function readAll(asked: readonly AskedDocument[], deadline: number): Promise<Reading[]> {
  const yielder = new Yielder();
  const readings: Reading[] = [];
  for (const { document, matchers } of asked) {
    if (performance.now() >= deadline) break;
    const read = parseSloDocument(document);
    const series = read.ok ? seriesRead(read.value.spec.indicator) : [];
    if (read.ok && carriesAll(series, matchers)) readings.push({ document, matchers, series });
    await yielder.yieldIfDue();
  }
  return readings;
}

/** Whether every text that Prometheus would be asked about carries the matchers: the texts themselves are looked at, not the document. */
function carriesAll(series: readonly SeriesRead[], matchers: string): boolean {
  const required = parseMatchers(matchers);
  if (!required.ok) return false;
  return series
    .flatMap(({ selector, expression }) => [selector, ...(expression === null ? [] : [expression])])
    .every((text) => lackingMatcher(text, required.value) === undefined);
}

/** What can never be found of a metric that may yet come into being. */
function mistaken(series: SeriesRead, { kind }: Missing): Missing[] {
  return kind === 'metric' ? patternsOf(series) : [];
}

/** @returns undefined when it is unavailable, too slow, or of another mind about PromQL than our reader */
async function unlessAway<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}
