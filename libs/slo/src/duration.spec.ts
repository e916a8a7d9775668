import { describe, expect, it } from '@jest/globals';
import { formatDuration, parseDuration, parseThreshold } from './duration.js';

describe('durations', () => {
  it.each([
    ['30d', 2_592_000],
    ['1h30m', 5_400],
    ['2w', 1_209_600],
    ['299999ms', 299.999],
    ['90s', 90],
  ])('reads %s', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  it.each(['', '30', 'd', '1.5h', '-1h', '5m1h', '0s', '1M', '1y', ' 1h'])('refuses %p', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  it.each([
    [3_600, '1h'],
    [90, '90s'],
    [172_800, '2d'],
    [60, '1m'],
    [0.25, '250ms'],
  ])('writes %d seconds as %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });
});

describe('thresholds', () => {
  it.each([
    ['200ms', '0.2'],
    ['450ms', '0.45'],
    ['1.5s', '1.5'],
    ['2s', '2'],
    ['0.5ms', '0.0005'],
    ['1m', '60'],
    ['2000ms', '2'],
  ])('%s is le %s', (text, le) => {
    expect(parseThreshold(text)?.le).toBe(le);
    expect(parseThreshold(text)?.seconds).toBe(Number(le));
  });

  it.each(['200', '0ms', '-1s', '1s500ms', '200 ms', '1d', '.5s'])('refuses %p', (text) => {
    expect(parseThreshold(text)).toBeUndefined();
  });
});
