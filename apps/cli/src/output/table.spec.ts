import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { styler, wantsColour } from './style.js';
import { sheet, table, type Column } from './table.js';

interface Row {
  readonly name: string;
  readonly left: number;
}

const COLUMNS: readonly Column<Row>[] = [
  { head: 'NAME', cell: ({ name }) => name },
  { head: 'LEFT', right: true, cell: ({ left }) => `${left}%` },
  {
    head: 'STATE',
    cell: ({ left }) =>
      left > 0 ? { text: 'healthy', tone: 'good' } : { text: 'exhausted', tone: 'bad' },
  },
];
const plain = styler(false);

describe('a table', () => {
  it('has columns as wide as their widest cell, numbers to the right, and no blanks at the end', () => {
    const rows = [
      { name: 'shop-availability', left: 60.25 },
      { name: 'cart', left: -3 },
    ];
    expect(table(COLUMNS, rows, plain).split('\n')).toEqual([
      'NAME                 LEFT  STATE',
      'shop-availability  60.25%  healthy',
      'cart                  -3%  exhausted',
    ]);
  });

  it('says nothing when there are no rows', () => {
    expect(table(COLUMNS, [], plain)).toBe('');
  });

  it('counts what is seen, not how it is stored', () => {
    const [, first, second] = table(
      COLUMNS,
      [
        { name: 'Z\u0308u\u0308', left: 1 },
        { name: 'Zug', left: 1 },
      ],
      plain,
    ).split('\n');
    expect(first?.indexOf('1%')).toBe((second?.indexOf('1%') ?? 0) + 2);
  });

  it('never passes on what would steer the terminal or turn the text around', () => {
    const text = table(COLUMNS, [{ name: 'a\u001b[2Jb\nc\u202ed\u009b1m', left: 1 }], plain);
    expect(text).not.toMatch(/[\p{Bidi_Control}]|(?!\n)\p{Cc}/u);
    expect(text.split('\n')).toHaveLength(2);
  });

  it('keeps its columns when coloured', () => {
    const rows = [
      { name: 'a', left: 1 },
      { name: 'bbb', left: 0 },
    ];
    const coloured = table(COLUMNS, rows, styler(true));
    expect(coloured).toContain('\u001b[32mhealthy\u001b[39m');
    expect(stripVTControlCharacters(coloured)).toBe(table(COLUMNS, rows, plain));
  });
});

describe('a sheet', () => {
  it('leaves out what is not there', () => {
    expect(
      sheet(
        [
          ['SLO', 'shop'],
          ['owner', null],
          ['territory', 'DE'],
        ],
        plain,
      ),
    ).toBe('SLO        shop\nterritory  DE');
  });
});

describe('colours', () => {
  it.each([
    [{}, true, true],
    [{}, false, false],
    [{ NO_COLOR: '1' }, true, false],
    [{ NO_COLOR: '' }, true, true],
    [{ NO_COLOR: '1', CLICOLOR_FORCE: '1' }, true, false],
    [{ CLICOLOR_FORCE: '1' }, false, true],
    [{ CLICOLOR_FORCE: '0' }, false, false],
    [{ CLICOLOR: '0' }, true, false],
    [{ TERM: 'dumb' }, true, false],
  ])('under %j, terminal %s: %s', (env, isTerminal, expected) => {
    expect(wantsColour(env, isTerminal)).toBe(expected);
  });
});
