import { formatDuration, parseDuration } from '../duration.js';
import type { BirthMode } from '../document/slo-document.js';
import { printSelector } from '../promql/selector.js';
import type { Selector } from '../promql/selector.js';
import { TICK_SECONDS } from './options.js';
import type { CompileOptions } from './options.js';

/** The texts a delta is made of; "before" is one tick before the newest value. */
interface Instants {
  now: string;
  /** The value at the last scrape before; absent if that scrape failed or did not show the series. */
  before: string;
  /** The last value before within the look-back, whatever happened since. */
  last: string;
  /** Targets whose last scrape before succeeded. */
  scraped: string;
  /** Targets with a successful scrape before, within the look-back. */
  known: string;
}

function secondsOf(duration: string): number {
  const seconds = parseDuration(duration);
  if (seconds === undefined) throw new RangeError(`'${duration}' is not a duration`);
  return seconds;
}

/** `up` of the counter's targets: the matchers on job and instance say which. */
function upSelector(selector: Selector): string {
  return printSelector({
    metric: 'up',
    matchers: selector.matchers.filter(({ label }) => label === 'job' || label === 'instance'),
  });
}

function instants(selector: Selector, options: CompileOptions): Instants {
  const offset = options.ingestionOffset;
  const before = formatDuration(secondsOf(offset) + TICK_SECONDS);
  const [text, up] = [printSelector(selector), upSelector(selector)];
  return {
    now: `${text} offset ${offset}`,
    before: `${text} offset ${before}`,
    last: `last_over_time(${text}[${options.lookBack}] offset ${before})`,
    scraped: `${up} offset ${before} == 1`,
    known: `sum_over_time(${up}[${options.lookBack}] offset ${before}) > 0`,
  };
}

/** Growth since a value of before, as long as the counter (of a histogram: its +Inf bucket) did not fall. */
function growth(at: Instants, whole: Instants, since: 'before' | 'last'): string {
  if (at === whole) return `${at.now} - ${at[since]} >= 0`;
  return `${at.now} - ${at[since]} and ignoring (le) ${whole.now} - ${whole[since]} >= 0`;
}

/**
 * With `up` of the targets at hand, three cases are told apart:
 *   growth since the last scrape
 *   growth since the last value, where scrapes have failed since (a gap is bridged)
 *   the newest value, for series that count from zero: reset, or not shown by a scrape that succeeded, hence born (again)
 * A target seen for the first time, or again after longer than the look-back, brings a backlog of unknown age: not counted.
 */
function guarded(at: Instants, whole: Instants): string[] {
  return [
    `(${growth(at, whole, 'before')})`,
    `((${growth(at, whole, 'last')}) unless ${at.before} unless on (job, instance) ${at.scraped})`,
    `(${at.now} and on (job, instance) ${at.known})`,
  ];
}

function branches(at: Instants, whole: Instants, birth: BirthMode): string[] {
  if (birth === 'guarded') return guarded(at, whole);
  return [
    `(${growth(at, whole, 'last')})`,
    birth === 'zero' ? at.now : `(${at.now} and ${at.last})`,
  ];
}

/**
 * Events counted in the last tick, per series, exactly: the sum over any time telescopes to the counter's growth. rate() and
 * increase() never count from zero: a counter born with its first error never shows that error.
 */
export function counterDelta(
  selector: Selector,
  birth: BirthMode,
  options: CompileOptions,
): string {
  const at = instants(selector, options);
  return branches(at, at, birth).join('\nor\n');
}

/**
 * The same for one bucket of a classic histogram. Whether the counter was reset is decided on the +Inf bucket of the same
 * histogram: after a reset a low bucket may already have passed its old value while the total has not.
 */
export function bucketDelta(
  bucket: Selector,
  infinite: Selector,
  birth: BirthMode,
  options: CompileOptions,
): string {
  return branches(instants(bucket, options), instants(infinite, options), birth).join('\nor\n');
}

/** sum(…) with the inner text on lines of its own. */
export function sumOf(inner: string): string {
  return `sum(\n${inner.replace(/^/gm, '  ')}\n)`;
}
