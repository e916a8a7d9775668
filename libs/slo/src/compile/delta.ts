import { formatDuration, secondsOf } from '../duration.js';
import type { BirthMode } from '../document/slo-document.js';
import { printSelector } from '../promql/selector.js';
import type { Selector } from '../promql/selector.js';
import { TICK_SECONDS } from './options.js';
import type { CompileOptions } from './options.js';

/** The texts a delta is made of; "before" is one tick before the newest value. */
interface Instants {
  /**
   * The newest value of this tick, also of a series that was not shown any more at its end; between scrapes that are further apart
   * than ticks, the value of the last one.
   */
  now: string;
  /** The value at the last scrape before; absent if that scrape failed or did not show the series. */
  before: string;
  /** The same, or where it does not exist the last value of the two minutes before. */
  recent: string;
  /** The last value before within the look-back, whatever happened since. */
  last: string;
  /** Targets whose last scrape before succeeded. */
  scraped: string;
  /** Targets with a successful scrape before, within the look-back. All of it is read: instants would look at one phase of a target that answers now and then. */
  known: string;
}

/** `up` of the counter's targets: the matchers on job and instance say which. */
function upSelector(selector: Selector): string {
  return printSelector({
    metric: 'up',
    matchers: selector.matchers.filter(({ label }) => label === 'job' || label === 'instance'),
  });
}

/** @param whole of a bucket the +Inf bucket: both values are of one scrape, so the last within the tick counts only where that has none after it */
function instants(selector: Selector, options: CompileOptions, whole?: Selector): Instants {
  const offset = options.ingestionOffset;
  const before = formatDuration(secondsOf(offset) + TICK_SECONDS);
  const [text, up] = [printSelector(selector), upSelector(selector)];
  const shown = `${text} offset ${offset}`;
  const lastShown = `last_over_time(${text}[${A_TICK}] offset ${offset})`;
  return {
    now: whole
      ? `(${shown} or ${lastShown} unless ignoring (le) ${printSelector(whole)} offset ${offset})`
      : `(${lastShown} or ${shown})`,
    before: `${text} offset ${before}`,
    recent: `(last_over_time(${text}[${RECENTLY}] offset ${before}) or ${text} offset ${before})`,
    last: `last_over_time(${text}[${options.lookBack}] offset ${before})`,
    scraped: `${up} offset ${before} == 1`,
    known: `sum_over_time(${up}[${options.lookBack}] offset ${before}) > 0`,
  };
}

/** Without its closed left edge, which Prometheus 2 includes and Prometheus 3 does not: that sample is the tick before. */
const A_TICK = `${TICK_SECONDS * 1_000 - 1}ms`;

/** How long a value that is no count keeps what follows from being counted; the whole look-back would read seven times as many samples. */
const RECENTLY = '2m';

/** No series counts as many events in a tick; sums of what is less stay finite, and exact to an event. */
const TOO_MANY = '1e14';
/** Its root: what is negative has none, so one comparison finds that, too. */
const ROOT_OF_TOO_MANY = '1e7';

/**
 * Growth since a value of before, as long as the counter (of a histogram: its +Inf bucket) did not fall. NaN is no count, nor is TOO_MANY.
 * A bucket that is back after some scrapes without it must not have fallen either: then its target has started anew meanwhile.
 */
function growth(at: Instants, whole: Instants, since: 'before' | 'last'): string {
  const grown = `${at.now} - (${at[since]} >= 0)`;
  if (at === whole) return `${grown} >= 0 < ${TOO_MANY}`;
  const own = since === 'last' ? `${grown} >= 0 < ${TOO_MANY}` : `${grown} < ${TOO_MANY}`;
  return `${own} and ignoring (le) ${whole.now} - (${whole[since]} >= 0) >= 0 < ${TOO_MANY}`;
}

/** The newest value, for series that count from zero. What was no count lately (NaN, negative, too many) tells nothing of this one. */
function fromZero(at: Instants, when: string): string {
  return `((${at.now} >= 0 < ${TOO_MANY}${when}) unless (sqrt(${at.recent}) < bool ${ROOT_OF_TOO_MANY}) == 0)`;
}

/**
 * With `up` of the targets at hand, three cases are told apart:
 *   growth since the last scrape
 *   growth since the last value, where scrapes have failed since or did not show the series (a gap is bridged); not where one that
 *     succeeded did not show it because the target had started anew, as another counter of it tells by having fallen
 *   the newest value, for series that count from zero: reset, or born (again)
 * A target seen for the first time, or again after longer than the look-back, brings a backlog of unknown age: not counted.
 */
function guarded(at: Instants, whole: Instants, restarted: string): string[] {
  const anew = `(${at.scraped} and on (job, instance) ${restarted})`;
  const born = fromZero(at, ` and on (job, instance) ${at.known}`);
  if (at === whole) {
    // Where there is a value at the last scrape it is the last one, so both cases are one difference.
    const since = `(${at.before} or (${at.last} unless on (job, instance) ${anew}))`;
    return [`(${at.now} - (${since} >= 0) >= 0 < ${TOO_MANY})`, born];
  }
  return [
    `(${growth(at, whole, 'before')})`,
    `((${growth(at, whole, 'last')}) unless on (job, instance) ${anew})`,
    born,
  ];
}

/**
 * Targets some counter of which is less than at the begin of the look-back, or of its last third where it is younger than that. Two
 * instants instead of a range: a sample of each, not all between.
 */
function restartedSince(counter: Selector, { ingestionOffset, lookBack }: CompileOptions): string {
  const text = printSelector(counter);
  const [offset, reach] = [secondsOf(ingestionOffset), secondsOf(lookBack)];
  const earlier = [reach, Math.ceil(reach / 3)].map(
    (ago) => `${text} offset ${formatDuration(offset + ago)}`,
  );
  return `(${earlier.join(' or ')}) > ${text} offset ${ingestionOffset}`;
}

function branches(at: Instants, whole: Instants, birth: BirthMode, restarted: string): string[] {
  if (birth === 'guarded') return guarded(at, whole, restarted);
  return [
    `(${growth(at, whole, 'last')})`,
    fromZero(at, birth === 'zero' ? '' : ` and ${at.last}`),
  ];
}

/**
 * Events counted in the last tick, per series, exactly: the sum over any time telescopes to the counter's growth. rate() and
 * increase() never count from zero: a counter born with its first error never shows that error.
 * @param total the counters of all events of the same targets, which tell whether one has started anew
 */
export function counterDelta(
  selector: Selector,
  total: Selector,
  birth: BirthMode,
  options: CompileOptions,
): string {
  const at = instants(selector, options);
  return branches(at, at, birth, restartedSince(total, options)).join('\nor\n');
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
  return branches(
    instants(bucket, options, infinite),
    instants(infinite, options),
    birth,
    restartedSince(infinite, options),
  ).join('\nor\n');
}

/** sum(…) with the inner text on lines of its own. */
export function sumOf(inner: string): string {
  return `sum(\n${inner.replace(/^/gm, '  ')}\n)`;
}
