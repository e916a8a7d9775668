import { describe, expect, it } from '@jest/globals';

import { readArguments } from './arguments.js';

describe('arguments of the history command', () => {
  it('reads a call, thirty days by default', () => {
    expect(readArguments(['--out', 'h.om', '--until', '1780000000'])).toEqual({
      out: 'h.om',
      until: 1_780_000_000,
      days: 30,
    });
    expect(readArguments(['--out=h', '--until=1780000000.5', '--days=7'])).toEqual({
      out: 'h',
      until: 1_780_000_000.5,
      days: 7,
    });
  });

  it.each([
    [['--until', '1780000000'], /--out/],
    [['--out', 'h'], /--until/],
    [['--out', 'h', '--until', 'now'], /--until/],
    [['--out', 'h', '--until', '1780000000', '--days', '31'], /--days/],
    [['--out', 'h', '--until', '1780000000', '--days', '1.5'], /--days/],
    [['--wrong'], /--wrong/],
  ])('refuses %j', (args, message) => {
    expect(readArguments(args)).toEqual(expect.stringMatching(message));
  });
});
