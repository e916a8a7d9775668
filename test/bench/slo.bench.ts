import { startTestPrometheus } from '../harness/test-prometheus.js';
import { printFigures, say, type Figure } from './figures.js';
import { withServers } from './servers.js';
import { CASES } from './slo/cases.js';
import { COST_CASE, costs, recordedSeries } from './slo/cost.js';
import { METHODS } from './slo/methods.js';
import { Queries } from './slo/query.js';
import { remoteWrite } from './slo/remote-write.js';
import { simulate, type Simulated } from './slo/simulate.js';

const DAY = 86_400;
const DAYS = Number(process.env.LEITSTAND_BENCH_DAYS ?? 7);
const SEED = 20_261_101;
const TARGET_PERCENT = 0.2;
/** ADR 0005 says why it is not 10,000 any more. */
const TARGET_SAMPLES = 11_500;
/** A midnight well in the past: the same in every run. */
const FROM = Date.UTC(2026, 0, 5) / 1_000;
const TO = FROM + DAYS * DAY;

interface Row {
  readonly name: string;
  readonly what: string;
  readonly truth: number;
  /** relative error of the error ratio in percent by method, signed; NaN where the method gives no number */
  readonly errors: readonly number[];
}

async function measure(
  queries: Queries,
  simulated: ReadonlyMap<string, Simulated>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { name, what } of CASES) {
    const counted = simulated.get(name)?.truth ?? { bad: NaN, total: NaN };
    const truth = counted.bad / counted.total;
    const errors: number[] = [];
    for (const method of METHODS)
      errors.push(((await method.ratio(queries, name, FROM, TO)) / truth - 1) * 100);
    rows.push({ name, what, truth, errors });
    say(`${name}: done`);
  }
  return rows;
}

const signed = (value: number): string =>
  Number.isNaN(value) ? 'no number' : `${value >= 0 ? '+' : '-'}${Math.abs(value).toFixed(2)} %`;

function printTable(rows: readonly Row[], samples: readonly number[]): void {
  const line = (cells: readonly string[]): void =>
    void process.stdout.write(
      `${(cells[0] ?? '').padEnd(66)}${cells
        .slice(1)
        .map((cell) => cell.padStart(25))
        .join('')}\n`,
    );
  process.stdout.write(
    `Relative error of the error ratio over ${DAYS} days, against what happened\n`,
  );
  line(['case', 'truth', ...METHODS.map(({ name }) => name)]);
  for (const { name, what, truth, errors } of rows)
    line([`${name}: ${what}`, `${(truth * 100).toFixed(4)} %`, ...errors.map(signed)]);
  line([
    'samples touched a minute, one SLO of 30 days, 24 raw series',
    '',
    ...samples.map((count) => Math.round(count).toLocaleString('en-GB')),
  ]);
  process.stdout.write('\n');
}

function figuresOf(rows: readonly Row[], samples: readonly number[]): Figure[] {
  const errors = rows.flatMap(({ name, errors: all }) =>
    METHODS.map((method, i): Figure => ({
      name: `error ratio, ${name}: ${method.name}`,
      value: Math.abs(all[i] ?? NaN),
      unit: '%',
      target: TARGET_PERCENT,
      better: 'lower',
    })),
  );
  const cost = METHODS.map(({ name }, i): Figure => ({
    name: `samples a minute: ${name}`,
    value: samples[i] ?? NaN,
    unit: '',
    target: TARGET_SAMPLES,
    better: 'lower',
  }));
  // A method without a number has no figure; the table says so.
  return [...errors, ...cost].filter(({ value }) => Number.isFinite(value));
}

async function bench(): Promise<void> {
  const prometheus = await startTestPrometheus({ receives: true });
  try {
    const simulated = new Map(
      [...CASES, COST_CASE].map((service, i) => [
        service.name,
        simulate(service, FROM, DAYS * DAY, SEED + i),
      ]),
    );
    const series = [
      ...[...simulated.values()].flatMap((one) => one.series),
      ...recordedSeries(FROM, TO),
    ];
    say(
      `${series.length} series, ${series.reduce((count, { times }) => count + times.length, 0)} samples`,
    );
    await remoteWrite(prometheus.url, series, FROM * 1_000, TO * 1_000);
    say('loaded');
    const queries = new Queries(prometheus.url);
    const rows = await measure(queries, simulated);
    const cost = await costs(queries, TO, DAYS);
    const samples = METHODS.map(({ key }) => cost[key]);
    const figures = figuresOf(rows, samples);
    if (process.argv.includes('--json')) return printFigures(figures);
    printTable(rows, samples);
    printFigures(figures.filter(({ name }) => name.endsWith('Leitstand')));
  } finally {
    await prometheus.close();
  }
}

await withServers(bench);
