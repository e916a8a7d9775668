import { describe, expect, it } from '@jest/globals';
import { toCsv } from './csv.js';

describe('toCsv', () => {
  it('quotes commas, quotes and line breaks, and leaves missing values empty', () => {
    expect(
      toCsv(
        ['a', 'b'],
        [
          ['x,y', null],
          ['say "hi"', 0.9995],
        ],
      ),
    ).toBe('a,b\r\n"x,y",\r\n"say ""hi""",0.9995\r\n');
  });
  it('does not let a cell become a formula, but keeps negative numbers numbers', () => {
    expect(toCsv(['a'], [['=1+1'], [-0.25]])).toBe("a\r\n'=1+1\r\n-0.25\r\n");
  });
});
