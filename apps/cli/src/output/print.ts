import { stringify } from 'yaml';
import type { Call } from '../command.js';
import { csv, type CsvColumn } from './csv.js';
import { safeText } from './safe-text.js';
import { table, type Column } from './table.js';

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

/** Prints a value as JSON or YAML, every field as the server gave it. */
export function printWhole(call: Pick<Call, 'terminal'>, format: 'json' | 'yaml', whole: unknown): void {
  call.terminal.data(format === 'json' ? JSON.stringify(whole, null, 2) : stringify(whole));
}

/** Prints a list in the format asked for; --quiet prints names in place of a table. */
export function printListing<T>(call: Call, listing: Listing<T>): void {
  const { terminal, format } = call;
  if (format === 'json' || format === 'yaml') return printWhole(call, format, listing.whole);
  if (format === 'csv') return terminal.data(csv(listing.csv, listing.rows));
  if (terminal.quiet) return terminal.data(listing.rows.map((row) => safeText(listing.name(row))).join('\n'));
  return terminal.data(table(listing.columns, listing.rows, terminal.style));
}
