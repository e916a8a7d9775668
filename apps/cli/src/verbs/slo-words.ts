import type { SloRow } from '../api/nouns.js';
import { count, percent, time } from '../output/amounts.js';
import type { Tone } from '../output/style.js';
import type { Cell } from '../output/table.js';

const TONES: Readonly<Record<string, Tone>> = {
  healthy: 'good',
  'at-risk': 'warn',
  exhausted: 'bad',
  'no-data': 'dim',
  steady: 'good',
  recovering: 'good',
  rising: 'warn',
  burning: 'bad',
  unknown: 'dim',
  up: 'good',
  degraded: 'warn',
  down: 'bad',
};

/** A state in its own word, coloured where colours are wanted. */
export function state(word: string): Cell {
  return { text: word, tone: TONES[word] ?? 'plain' };
}

/** `30d`, or `month Europe/Berlin`. */
export function windowText({ window }: SloRow['objective']): string {
  return window.kind === 'rolling' ? window.duration : `${window.period} ${window.timeZone}`;
}

/** `99.9%`, or `95% within 200ms (normal), 450ms (peak)`. */
export function objectiveText({ target, thresholds }: SloRow['objective']): string {
  const within = thresholds
    .toSorted((a, b) => a.seconds - b.seconds)
    .map(({ seconds, regime }) => {
      const text = seconds < 1 ? `${Number((seconds * 1000).toPrecision(12))}ms` : `${seconds}s`;
      return thresholds.length > 1 ? `${text} (${regime})` : text;
    });
  return within.length > 0 ? `${target}% within ${within.join(', ')}` : `${target}%`;
}

/** The SLI with two digits more than its target, as the console shows it. */
export function sliText({ objective, reading }: SloRow): string {
  return percent(reading?.sli ?? null, (objective.target.split('.')[1]?.length ?? 0) + 2);
}

/** What is left of the budget, with the events it stands for: `63.40% (1,268 of 2,000)`. */
export function leftText({ reading }: SloRow): string {
  if (!reading || reading.budget.leftShare === null) return '-';
  const { leftShare, leftEvents, allowedBad } = reading.budget;
  return leftEvents === null
    ? percent(leftShare)
    : `${percent(leftShare)} (${count(cut(leftEvents, allowedBad))} of ${count(cut(allowedBad, allowedBad))})`;
}

function cut(events: number, allowed: number): number {
  const scale = allowed < 10 ? 10 : 1;
  return Math.trunc(Number((events * scale).toPrecision(14))) / scale;
}

/** When the budget is gone at the present burn; that it is, once it is. */
export function runsOutText(
  reading: Pick<NonNullable<SloRow['reading']>, 'budget' | 'exhaustsAt'> | null,
): string {
  return reading?.budget.state === 'exhausted' ? 'used up' : time(reading?.exhaustsAt ?? null);
}
