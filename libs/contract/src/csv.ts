import { withoutSteering } from './plain-text.js';

/** One cell: text, a number as measured, or nothing. */
export type CsvCell = string | number | null;
export type CsvColumn<T> = readonly [head: string, cell: (row: T) => CsvCell];

function field(value: CsvCell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  // A leading formula sign would be run by spreadsheets (OWASP, CSV injection); the apostrophe makes it text.
  const plain = withoutSteering(value, () => ' ');
  const safe = /^[=+\-@\t\r]/.test(plain) ? `'${plain}` : plain;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Comma-separated values after RFC 4180, heads first, lines ended by CRLF; numbers keep every digit and the decimal point. */
export function csvOf(head: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return [head, ...rows].map((line) => `${line.map(field).join(',')}\r\n`).join('');
}

/** The rows under these columns as comma-separated values. */
export function csv<T>(columns: readonly CsvColumn<T>[], rows: readonly T[]): string {
  return csvOf(
    columns.map(([head]) => head),
    rows.map((row) => columns.map(([, cell]) => cell(row))),
  );
}
