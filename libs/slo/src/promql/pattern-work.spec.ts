import { describe, expect, it } from '@jest/globals';
import { patternWork } from './pattern-work.js';

describe('what the patterns of a text take', () => {
  it.each([
    ['up', 0],
    ['up{a="b"}', 1],
    ['up{a=~"ab{20}",b!~`c`}', 22],
    ["sum(rate(m{a=~'x\\\\.y'}[5m]))", 4],
    [`m{a=~"\\\\pL"} # "don't`, 3 + 8 * 500],
    ['m{a=~ # no end of this: "\n"x{100}"}', 100],
    ['m{a=~"open', 0],
  ])('%j: %d', (text, work) => {
    expect(patternWork(text)).toBe(work);
  });

  it('is no more than that of the largest text that is compiled', () => {
    const most = 10_000 + 8 * 5_000;
    expect(patternWork(`m{a=~"${'\\\\pL'.repeat(900)}",b=~"(x{1000}){1000}"}`)).toBeLessThan(most);
    expect(patternWork('m{a=~"((((x{9}){9}){9}){9}){9}"}')).toBe(10_000);
  });
});
