import type { CsvColumn } from './csv.js';

/** What is known of one SLO, as the API lists it; only what the table shows. */
export interface SloFigures {
  readonly slug: string;
  readonly name: string;
  readonly subject: { readonly slug: string };
  readonly team: { readonly slug: string } | null;
  readonly territory: string;
  readonly objective: {
    readonly kind: string;
    /** percent as an exact decimal */
    readonly target: string;
    readonly window:
      | { readonly kind: 'rolling'; readonly duration: string }
      | { readonly kind: 'calendar'; readonly period: string; readonly timeZone: string };
    readonly thresholds: readonly { readonly regime: string; readonly seconds: number }[];
  };
  readonly reading: {
    readonly asOf: string;
    readonly good: number;
    readonly bad: number;
    readonly total: number;
    readonly sli: number | null;
    readonly budget: {
      readonly state: string;
      readonly leftShare: number | null;
      readonly leftEvents: number | null;
      readonly allowedBad: number;
    };
    readonly burn: {
      readonly state: string;
      readonly rate1h: number | null;
      readonly rate6h: number | null;
    };
    readonly exhaustsAt: string | null;
    readonly coverage: number;
    readonly sampleShare: number;
  } | null;
}

/** The columns of the table of SLOs that the console and the command line write: machine values, every digit, times in UTC. */
export const SLO_TABLE: readonly CsvColumn<SloFigures>[] = [
  ['slo', ({ slug }) => slug],
  ['name', ({ name }) => name],
  ['service', ({ subject }) => subject.slug],
  ['team', ({ team }) => team?.slug ?? null],
  ['territory', ({ territory }) => territory],
  ['kind', ({ objective }) => objective.kind],
  ['target_percent', ({ objective }) => objective.target],
  [
    'thresholds',
    ({ objective }) =>
      objective.thresholds.map(({ regime, seconds }) => `${regime}=${seconds}s`).join(' '),
  ],
  [
    'window',
    ({ objective: { window } }) =>
      window.kind === 'rolling'
        ? `rolling ${window.duration}`
        : `calendar ${window.period} ${window.timeZone}`,
  ],
  ['budget_state', ({ reading }) => reading?.budget.state ?? 'no-data'],
  ['burn_state', ({ reading }) => reading?.burn.state ?? 'unknown'],
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
