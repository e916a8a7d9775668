import { SLO_TABLE } from '#slo';
import type { SloRow } from '../../api/contract-slo.js';
import type { CsvCell } from '../../charts/csv.js';

/** The rows as a file: machine values, every digit, UTC. */
export function sloCsv(rows: readonly SloRow[]): { head: string[]; rows: CsvCell[][] } {
  return {
    head: SLO_TABLE.map(([name]) => name),
    rows: rows.map((row) => SLO_TABLE.map(([, value]) => value(row))),
  };
}
