import { csv, type CsvColumn } from '#contract';
import type { Format, Options } from '../options/options.js';
import { withFields } from './fields.js';
import { safeJson, safeText, safeYaml } from './safe-text.js';
import { table, type Column } from './table.js';
import type { Terminal } from './terminal.js';

/** Where and how to print. */
export interface Printing {
  readonly terminal: Terminal;
  readonly options: Options;
  readonly format: Format;
}

/** The same rows for people, programs and spreadsheets. */
export interface Listing<T> {
  readonly rows: readonly T[];
  /** what JSON and YAML show: as the server gave it */
  readonly whole: unknown;
  readonly columns: readonly Column<T>[];
  readonly csv: readonly CsvColumn<T>[];
  /** what --quiet prints of a row */
  name(row: T): string;
}

/** Whether a format is one for people, with which talk goes well. */
export function isTable(format: Format): format is 'table' | 'wide' {
  return format === 'table' || format === 'wide';
}

/** Prints a value as JSON or YAML, every field as the server gave it; with --json FIELDS those alone. */
export function printWhole(
  { terminal, options }: Pick<Printing, 'terminal' | 'options'>,
  format: 'json' | 'yaml',
  whole: unknown,
): void {
  const fields = options.text('json');
  const value = fields === undefined ? whole : withFields(whole, fields);
  terminal.data(format === 'json' ? safeJson(value, 2) : safeYaml(value));
}

/** Prints a list in the format asked for; --quiet prints names in place of a table. */
export function printListing<T>(call: Printing, listing: Listing<T>): void {
  const { terminal, format } = call;
  if (format === 'json' || format === 'yaml')
    return printWhole(call, format, call.options.has('json') ? listing.rows : listing.whole);
  if (format === 'csv') return terminal.data(csv(listing.csv, listing.rows));
  if (terminal.quiet)
    return terminal.data(listing.rows.map((row) => safeText(listing.name(row))).join('\n'));
  return terminal.data(
    table(
      listing.columns.filter(({ wide }) => !wide || format === 'wide'),
      listing.rows,
      terminal.style,
    ),
  );
}
