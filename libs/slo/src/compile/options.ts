import { secondsOf } from '../duration.js';

/** Knobs of the compiler. All durations are Prometheus durations in whole seconds. */
export interface CompileOptions {
  /** o: how long a sample may take from scrape to query; counts lag by this. At least 1s; Mimir needs 60s. */
  ingestionOffset: string;
  /** LB: how far back the previous value of a counter is looked for; bridges failed scrapes this long. */
  lookBack: string;
  /** Where people reach Leitstand; alert links start with it. */
  publicUrl: string;
  /** Rolling windows for which Prometheus records a budget of its own, as a self-check and for LeitstandBudgetExhausted. */
  budgetWindows: readonly string[];
}

export const DEFAULT_COMPILE_OPTIONS: CompileOptions = {
  ingestionOffset: '30s',
  lookBack: '15m',
  publicUrl: 'http://127.0.0.1:4700',
  budgetWindows: ['30d'],
};

/** LB in seconds: a gap that is longer is not bridged. */
export const LOOK_BACK_SECONDS = secondsOf(DEFAULT_COMPILE_OPTIONS.lookBack);

/** D: counts are recorded once per tick. Fixed, because it is part of the series' names. */
export const TICK_SECONDS = 30;

/** What the compiler cannot know from the document: where the subject stands in the catalogue. */
export interface SloFacts {
  /** Slug of the subject. */
  service: string;
  team: string | null;
  territory: string;
  /** Link for on-call people; null when there is none. */
  runbookUrl: string | null;
  /** Since when counts under its name are about it, where another objective had the name before; null: always. */
  since: Date | null;
}
