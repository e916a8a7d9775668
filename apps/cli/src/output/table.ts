import { safeText } from './safe-text.js';
import type { Style, Tone } from './style.js';

/** One cell; `tone` colours it where colours are wanted, words carry the meaning. */
export interface Cell {
  readonly text: string;
  readonly tone: Tone;
}

export interface Column<T> {
  readonly head: string;
  readonly right?: true;
  /** only shown with -o wide */
  readonly wide?: true;
  cell(row: T): string | Cell;
}

const GAP = '  ';
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const width = (text: string): number => [...graphemes.segment(text)].length;

/** A cell that is safe to show on a terminal. */
export function asCell(cell: string | Cell): Cell {
  const { text, tone } = typeof cell === 'string' ? { text: cell, tone: 'plain' as const } : cell;
  return { text: safeText(text), tone };
}

/** Rows in columns as wide as their widest cell, heads first; no rows give no text. */
export function table<T>(columns: readonly Column<T>[], rows: readonly T[], style: Style): string {
  if (rows.length === 0) return '';
  const cells = rows.map((row) => columns.map((column) => asCell(column.cell(row))));
  const lines = [columns.map(({ head }): Cell => ({ text: head, tone: 'strong' })), ...cells];
  const widths = columns.map((_, index) =>
    Math.max(...lines.map((line) => width(line[index]?.text ?? ''))),
  );
  const padded = (cell: Cell, index: number): string => {
    const blanks = ' '.repeat((widths[index] ?? 0) - width(cell.text));
    const text = style(cell.text, cell.tone);
    if (columns[index]?.right) return blanks + text;
    return index === columns.length - 1 ? text : text + blanks;
  };
  return lines.map((line) => line.map(padded).join(GAP).trimEnd()).join('\n');
}

/** Names and values below each other; values that are not there are left out. */
export function sheet(
  fields: readonly (readonly [string, string | Cell | null])[],
  style: Style,
): string {
  const there = fields.filter(
    (field): field is readonly [string, string | Cell] => field[1] !== null,
  );
  const widest = Math.max(0, ...there.map(([name]) => width(name)));
  return there
    .map(([name, value]) => {
      const { text, tone } = asCell(value);
      return `${style(name, 'dim')}${' '.repeat(widest - width(name))}${GAP}${style(text, tone)}`;
    })
    .join('\n');
}
