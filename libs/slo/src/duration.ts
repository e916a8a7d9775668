import { exactDecimal, parseDecimal } from './decimal.js';
import { divide, multiply, rational } from './rational.js';
import type { Rational } from './rational.js';

const UNIT_MILLISECONDS = {
  ms: 1n,
  s: 1_000n,
  m: 60_000n,
  h: 3_600_000n,
  d: 86_400_000n,
  w: 604_800_000n,
};
type Unit = keyof typeof UNIT_MILLISECONDS;
const COMPOUND = /^(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;
/** Longer than any that is meant: a number takes time that grows with the square of its digits. */
const MAX_LENGTH = 64;
const UNITS_IN_ORDER: Unit[] = ['w', 'd', 'h', 'm', 's', 'ms'];

/** Seconds of a Prometheus duration ('30d', '1h30m', '299999ms'); undefined when it is none or is zero. */
export function parseDuration(text: string): number | undefined {
  const match = text.length <= MAX_LENGTH ? COMPOUND.exec(text) : null;
  if (match === null) return undefined;
  const milliseconds = UNITS_IN_ORDER.reduce(
    (sum, unit, i) => sum + BigInt(match[i + 1] ?? 0) * UNIT_MILLISECONDS[unit],
    0n,
  );
  return milliseconds === 0n ? undefined : Number(milliseconds) / 1_000;
}

/** Writes whole seconds as the shortest single-unit Prometheus duration: 3600 is '1h', 90 is '90s'. Weeks are written as days. */
export function formatDuration(seconds: number): string {
  for (const [unit, length] of [
    ['d', 86_400],
    ['h', 3_600],
    ['m', 60],
  ] as const) {
    if (seconds % length === 0) return `${seconds / length}${unit}`;
  }
  return Number.isInteger(seconds) ? `${seconds}s` : `${Math.round(seconds * 1_000)}ms`;
}

const SINGLE = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/;

/** A latency threshold: exact seconds as a fraction and as the text of a Prometheus `le` label. */
export interface Threshold {
  readonly text: string;
  readonly seconds: number;
  readonly le: string;
  readonly exact: Rational;
}

/** Reads a threshold with one unit and an optional fraction ('200ms', '1.5s'); undefined when it is none or is zero. */
export function parseThreshold(text: string): Threshold | undefined {
  const match = text.length <= MAX_LENGTH ? SINGLE.exec(text) : null;
  const amount = match?.[1] === undefined ? undefined : parseDecimal(match[1]);
  if (amount === undefined || amount.value.numerator === 0n) return undefined;
  const exact = divide(
    multiply(amount.value, rational(UNIT_MILLISECONDS[match?.[2] as Unit])),
    rational(1_000n),
  );
  const le = exactDecimal(exact);
  return { text, exact, le, seconds: Number(le) };
}

/** Seconds of a duration that was checked before. @throws RangeError when it is none */
export function secondsOf(duration: string): number {
  const seconds = parseDuration(duration);
  if (seconds === undefined) throw new RangeError(`'${duration}' is not a duration`);
  return seconds;
}
