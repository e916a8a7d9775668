/** One value: text, a number as measured, or nothing. */
export type CsvCell = string | number | null;
export type CsvColumn<T> = readonly [head: string, cell: (row: T) => CsvCell];

function field(value: CsvCell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  // A leading formula sign would be run by spreadsheets; the apostrophe makes it text.
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Comma-separated values after RFC 4180, heads first; numbers keep every digit. */
export function csv<T>(columns: readonly CsvColumn<T>[], rows: readonly T[]): string {
  const lines = [
    columns.map(([head]) => head),
    ...rows.map((row) => columns.map(([, cell]) => cell(row))),
  ];
  return lines.map((line) => `${line.map(field).join(',')}\r\n`).join('');
}
