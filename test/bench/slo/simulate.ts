import type { Case } from './cases.js';
import { poisson, seeded } from './random.js';

/** One series; a value of null is a stale marker: the scrape failed, or the series is gone. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly times: number[];
  readonly values: (number | null)[];
}

export interface Simulated {
  readonly series: Series[];
  readonly truth: { total: number; bad: number };
}

const STEP = 10;
const SCRAPE_STEPS = 3;
/** Metric of every case; its label job is the name of the case. */
export const METRIC = 'requests_total';

const CODES = [200, 500] as const;
type Code = (typeof CODES)[number];

/** A place that one pod after the other takes. */
class Slot {
  private counts = { 200: 0, 500: 0 };
  private readonly shown = new Map<Code, Series>();
  private instance = '';
  private up: Series | undefined;

  constructor(
    private readonly job: string,
    private readonly all: Series[],
  ) {}

  /** A new pod: its counters begin at zero, and those of the old one, if it had another name, are gone. */
  start(instance: string, at: number): void {
    this.counts = { 200: 0, 500: 0 };
    if (instance === this.instance) return;
    this.end([...this.shown.values(), ...(this.up ? [this.up] : [])], at);
    this.shown.clear();
    this.up = this.add({ __name__: 'up', job: this.job, instance });
    this.instance = instance;
  }

  count(good: number, bad: number): void {
    this.counts[200] += good;
    this.counts[500] += bad;
  }

  scrape(at: number, failed: boolean): void {
    this.up?.times.push(at);
    this.up?.values.push(failed ? 0 : 1);
    const seen = CODES.filter((code) => !failed && this.counts[code] > 0);
    this.end(
      [...this.shown].filter(([code]) => !seen.includes(code)).map(([, series]) => series),
      at,
    );
    for (const code of seen) {
      // A series is born with its first event.
      const series =
        this.shown.get(code) ??
        this.add({ __name__: METRIC, code: String(code), instance: this.instance, job: this.job });
      this.shown.set(code, series);
      series.times.push(at);
      series.values.push(this.counts[code]);
    }
  }

  /** Stale markers, as Prometheus writes them for what a scrape, or the list of targets, no longer shows. */
  private end(gone: readonly Series[], at: number): void {
    for (const { times, values } of gone) {
      if (values.length === 0 || values.at(-1) === null) continue;
      times.push(at);
      values.push(null);
    }
  }

  private add(labels: Record<string, string>): Series {
    const series: Series = { labels, times: [], values: [] };
    this.all.push(series);
    return series;
  }
}

/**
 * Runs a service for so many seconds from a unix time on: Poisson events on counters scraped every 30 s. The truth is what
 * happened, seen by a scrape or not.
 */
export function simulate(service: Case, from: number, seconds: number, seed: number): Simulated {
  const random = seeded(seed);
  const [series, truth]: [Series[], Simulated['truth']] = [[], { total: 0, bad: 0 }];
  for (let pod = 0; pod < service.pods; pod += 1) {
    const slot = new Slot(service.name, series);
    const phase = pod % SCRAPE_STEPS;
    const stagger = Number.isFinite(service.lifeSeconds)
      ? Math.floor((pod * service.lifeSeconds) / service.pods / STEP) * STEP
      : 0;
    let generation = -1;
    for (let at = 0; at < seconds; at += STEP) {
      const now = Number.isFinite(service.lifeSeconds)
        ? Math.floor((at + stagger) / service.lifeSeconds)
        : 0;
      if (now !== generation)
        slot.start(service.sameInstance ? `pod-${pod}` : `pod-${pod}-${now}`, (from + at) * 1_000);
      generation = now;
      const events = poisson((service.rate(at) * STEP) / service.pods, random);
      const bad = Math.min(events, poisson(events * service.bad(at), random));
      slot.count(events - bad, bad);
      truth.total += events;
      truth.bad += bad;
      if ((at / STEP) % SCRAPE_STEPS === phase)
        slot.scrape((from + at + STEP) * 1_000 - 1, random() < (service.failing?.(at) ?? 0));
    }
  }
  return { series, truth };
}
