import { describe, expect, it } from '@jest/globals';
import { gapsFrom, lostGaps } from './gaps.js';

const MINUTE = 60_000;
const gap = (from: number, to: number) => ({ from: from * MINUTE, to: to * MINUTE });

describe('gaps in which nothing is counted', () => {
  it.each([
    ['a short one is bridged', [gap(100, 115)], []],
    ['one that is longer than the look-back', [gap(100, 116)], [gap(100, 116)]],
    ['one that began before the window, by its whole length', [gap(50, 61)], []],
    ['the part of a long one within the window', [gap(44, 61)], [gap(60, 61)]],
    ['not one that ended before it', [gap(40, 60)], []],
  ])('%s', (_, gaps, lost) => {
    expect(lostGaps(gaps, 60 * MINUTE)).toEqual(lost);
  });

  it('are looked for so early that none is taken for a short one', () => {
    expect(gapsFrom(60 * MINUTE)).toBe(44 * MINUTE);
  });
});
