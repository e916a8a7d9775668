import { describe, expect, it } from '@jest/globals';
import { csv } from './csv.js';

const COLUMNS = [
  ['name', ({ name }: { name: string; value: number | null }) => name],
  ['value', ({ value }: { value: number | null }) => value],
] as const;

describe('comma-separated values', () => {
  it('keep every digit, double quotes, end lines with CRLF and leave nothing where nothing is', () => {
    const rows = [
      { name: 'a "b", c', value: 0.1 + 0.2 },
      { name: 'two\nlines', value: null },
    ];
    expect(csv(COLUMNS, rows)).toBe(
      'name,value\r\n"a ""b"", c",0.30000000000000004\r\n"two\nlines",\r\n',
    );
  });

  it('hold nothing that steers a terminal', () => {
    const rows = [{ name: '\u001B]0;x\u0007\u009B31m\u202E\u0000a\tb', value: 1 }];
    expect(csv(COLUMNS, rows)).toBe('name,value\r\n ]0;x  31m  a\tb,1\r\n');
  });

  it('hold no formula, yet negative numbers stay numbers', () => {
    expect(csv(COLUMNS, [{ name: '=1+1', value: -1 }])).toBe("name,value\r\n'=1+1,-1\r\n");
  });

  it.each([
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(1)', "'@SUM(1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', '"\'\r=1"'],
    ['a=1', 'a=1'],
  ])('make text of what a spreadsheet would run: %j', (name, cell) => {
    expect(csv(COLUMNS, [{ name, value: null }])).toBe(`name,value\r\n${cell},\r\n`);
  });
});
