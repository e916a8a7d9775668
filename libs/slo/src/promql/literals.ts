import { err, ok } from '../result.js';
import type { Result } from '../result.js';

const HEX = /^0[xX][0-9a-fA-F]+$/;
const DECIMAL = /^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const MOST_HEX = 2n ** 63n;

/** Whether Prometheus can hold a number as it is written: hexadecimal up to 63 bits, decimals up to 1.8e308. */
export function isNumber(text: string): boolean {
  if (HEX.test(text)) return BigInt(text) < MOST_HEX;
  return DECIMAL.test(text) && Number.isFinite(Number(text));
}

/** The value of a number literal; `inf` and `nan` in any case. */
export function numberOf(text: string): number {
  if (/^inf$/i.test(text)) return Infinity;
  return Number(text);
}

const DURATION = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;
const UNIT_MILLISECONDS = [31_536_000_000, 604_800_000, 86_400_000, 3_600_000, 60_000, 1_000, 1];
/** 2^63 nanoseconds, the longest duration Go can hold: 292 years. */
const LONGEST_MILLISECONDS = 9_223_372_036_854;

/** Seconds of a PromQL duration, or why it is none: units out of order, nothing, or too much for Prometheus. */
export function durationSeconds(text: string): Result<number, string> {
  const units = DURATION.exec(text);
  if (units === null) return err(`not a valid duration string: "${text}"`);
  const milliseconds = UNIT_MILLISECONDS.reduce(
    (sum, unit, i) => sum + Number(units[i + 1] ?? 0) * unit,
    0,
  );
  if (milliseconds > LONGEST_MILLISECONDS) return err('duration out of range');
  return milliseconds === 0 ? err('duration must be greater than 0') : ok(milliseconds / 1_000);
}
