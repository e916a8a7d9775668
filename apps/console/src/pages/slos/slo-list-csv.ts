import type { SloRow } from '../../api/contract-slo.js';
import type { CsvCell } from '../../charts/csv.js';
import { budgetState, burnState } from '../../components/slo/slo-state.js';

const windowOf = ({ objective: { window } }: SloRow): string =>
  window.kind === 'rolling' ? `rolling ${window.duration}` : `calendar ${window.period} ${window.timeZone}`;

const COLUMNS: readonly [string, (row: SloRow) => CsvCell][] = [
  ['slo', ({ slug }) => slug],
  ['name', ({ name }) => name],
  ['service', ({ subject }) => subject.slug],
  ['team', ({ team }) => team?.slug ?? null],
  ['territory', ({ territory }) => territory],
  ['kind', ({ objective }) => objective.kind],
  ['target_percent', ({ objective }) => objective.target],
  ['thresholds', ({ objective }) => objective.thresholds.map(({ regime, seconds }) => `${regime}=${seconds}s`).join(' ')],
  ['window', windowOf],
  ['budget_state', budgetState],
  ['burn_state', burnState],
  ['sli', ({ reading }) => reading?.sli ?? null],
  ['good', ({ reading }) => reading?.good ?? null],
  ['bad', ({ reading }) => reading?.bad ?? null],
  ['total', ({ reading }) => reading?.total ?? null],
  ['budget_left', ({ reading }) => reading?.budget.leftShare ?? null],
  ['budget_left_events', ({ reading }) => reading?.budget.leftEvents ?? null],
  ['allowed_bad', ({ reading }) => reading?.budget.allowedBad ?? null],
  ['burn_1h', ({ reading }) => reading?.burn.rate1h ?? null],
  ['burn_6h', ({ reading }) => reading?.burn.rate6h ?? null],
  ['runs_out', ({ reading }) => reading?.exhaustsAt ?? null],
  ['coverage', ({ reading }) => reading?.coverage ?? null],
  ['sample_share', ({ reading }) => reading?.sampleShare ?? null],
  ['as_of', ({ reading }) => reading?.asOf ?? null],
];

/** The rows as a file: machine values, every digit, UTC. */
export function sloCsv(rows: readonly SloRow[]): { head: string[]; rows: CsvCell[][] } {
  return { head: COLUMNS.map(([name]) => name), rows: rows.map((row) => COLUMNS.map(([, value]) => value(row))) };
}
