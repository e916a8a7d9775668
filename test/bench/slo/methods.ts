import { compileSlo, objectiveOf, SERIES, type RuleGroup } from '#slo';
import type { Queries } from './query.js';
import { METRIC } from './simulate.js';

/** How an error ratio over a long window comes to be. */
export interface Method {
  readonly key: 'leitstand' | 'sloth' | 'pyrra';
  readonly name: string;
  /** Error ratio of one case over (from, to], unix seconds; NaN where the method gives none. */
  readonly ratio: (queries: Queries, job: string, from: number, to: number) => Promise<number>;
}

const TICK = 30;
const totalOf = (job: string): string => `${METRIC}{job="${job}"}`;
const badOf = (job: string): string => `${METRIC}{job="${job}",code="500"}`;

/** The rules of an objective about a case, exactly as they are published. */
export function rulesOf(job: string): RuleGroup[] {
  const indicator = { ratio: { total: totalOf(job), bad: badOf(job) } };
  const spec = { subject: 'service', target: '99.9', window: { rolling: '30d' }, indicator };
  return compileSlo(
    objectiveOf({ apiVersion: 'leitstand/v1', kind: 'SLO', metadata: { name: job }, spec }),
    { service: 'service', team: null, territory: 'DE', runbookUrl: null, since: null },
  );
}

function exprOf(job: string, record: string): string {
  const rule = rulesOf(job)
    .flatMap(({ rules }) => rules)
    .find((candidate) => 'record' in candidate && candidate.record === record);
  if (!rule) throw new Error(`no rule records ${record}`);
  return rule.expr;
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** Counts of every tick, summed; the zeros that the rule writes for ticks without bad series add nothing. */
async function leitstand(queries: Queries, job: string, from: number, to: number): Promise<number> {
  const total = await queries.recorded(exprOf(job, SERIES.totalTick), from, to, TICK);
  const [bad = ''] = exprOf(job, SERIES.badTick).split('\nor\nsum(0 * ');
  return sum(await queries.recorded(bad, from, to, TICK)) / sum(total);
}

export const slothRatio = (job: string, window: string): string =>
  `sum(rate(${badOf(job)}[${window}])) / sum(rate(${totalOf(job)}[${window}]))`;

/** Sloth's default for the period: the mean of the recorded five minute ratios (its `sli_rules_v1`). A NaN makes the sum NaN. */
async function sloth(queries: Queries, job: string, from: number, to: number): Promise<number> {
  const ratios = await queries.recorded(slothRatio(job, '5m'), from, to, TICK);
  return sum(ratios) / ratios.length;
}

export const pyrraIncrease = (selector: string, window: string): string =>
  `sum(increase(${selector}[${window}]))`;

/** Pyrra's default: increase() over the whole window of raw series (its `increase30d`); the same number as Sloth's unoptimised rule. */
async function pyrra(queries: Queries, job: string, from: number, to: number): Promise<number> {
  const window = `${to - from}s`;
  return queries.number(
    `(${pyrraIncrease(badOf(job), window)} or vector(0)) / ${pyrraIncrease(totalOf(job), window)}`,
    to,
  );
}

export const METHODS: readonly Method[] = [
  { key: 'leitstand', name: 'Leitstand', ratio: leitstand },
  { key: 'sloth', name: 'mean of ratios (Sloth)', ratio: sloth },
  { key: 'pyrra', name: 'increase() (Pyrra)', ratio: pyrra },
];

/** Raw selectors of a case. */
export const selectorsOf = (job: string): { total: string; bad: string } => ({
  total: totalOf(job),
  bad: badOf(job),
});
