import type { CsvColumn } from '#contract';
import { answerOf } from '../api/client.js';
import type { IncidentFigures } from '../api/nouns.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { usage } from '../failure/failure.js';
import { percent, time } from '../output/amounts.js';
import { isTable, printListing } from '../output/print.js';
import type { Column } from '../output/table.js';
import { instantOf } from './instant.js';

type Figures = IncidentFigures['subjects'][number];
type Row = Figures & { readonly of: 'total' | 'team' | 'subject' };
type Spread = Figures['detect'];

const DAYS = 30;

/** A length of time in its two greatest units: `1h 05m`, `4m 10s`. */
function length(seconds: number): string {
  const whole = Math.round(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  const [minutes, hours, days] = [60, 3600, 86_400].map((size) => Math.floor(whole / size));
  if (days) return `${days}d ${two((hours ?? 0) % 24)}h`;
  if (hours) return `${hours}h ${two((minutes ?? 0) % 60)}m`;
  return minutes ? `${minutes}m ${two(whole % 60)}s` : `${whole}s`;
}

/** Mean, median and ninetieth percentile. */
function spreadText(spread: Spread): string {
  return spread === null ? '-' : [spread.mean, spread.median, spread.p90].map(length).join(' / ');
}

const COLUMNS: readonly Column<Row>[] = [
  { head: 'OF', cell: ({ of }) => of },
  { head: 'NAME', cell: ({ slug }) => slug ?? '-' },
  { head: 'INCIDENTS', right: true, cell: ({ incidents }) => String(incidents) },
  { head: 'OPEN', right: true, wide: true, cell: ({ open }) => String(open) },
  { head: 'MTTD / MEDIAN / P90', cell: ({ detect }) => spreadText(detect) },
  { head: 'MTTA / MEDIAN / P90', cell: ({ acknowledge }) => spreadText(acknowledge) },
  { head: 'MTTR / MEDIAN / P90', cell: ({ resolve }) => spreadText(resolve) },
  { head: 'BY ITSELF', right: true, cell: ({ recoveredShare }) => percent(recoveredShare, 0) },
  { head: 'NEVER ACKED', right: true, wide: true, cell: (row) => String(row.unacknowledged) },
  { head: 'REOPENED', right: true, wide: true, cell: ({ reopened }) => String(reopened) },
  { head: 'SNOOZED', right: true, wide: true, cell: ({ snoozed }) => String(snoozed) },
  { head: 'MERGED', right: true, wide: true, cell: ({ merged }) => String(merged) },
];

const SPREADS = ['detect', 'acknowledge', 'resolve'] as const;
const CSV: readonly CsvColumn<Row>[] = [
  ['of', ({ of }) => of],
  ['name', ({ slug }) => slug],
  ...(
    ['incidents', 'open', 'reopened', 'snoozed', 'merged', 'unpaged', 'unacknowledged'] as const
  ).map((name): CsvColumn<Row> => [name, (row) => row[name]]),
  ...SPREADS.flatMap((name) =>
    (['mean', 'median', 'p90'] as const).map((figure): CsvColumn<Row> => [
      `${name}_${figure}_seconds`,
      (row) => row[name]?.[figure] ?? null,
    ]),
  ),
  ['recovered', ({ recovered }) => recovered],
  ['recovered_share', ({ recoveredShare }) => recoveredShare],
];

async function run(call: Call): Promise<ExitCode> {
  const { options } = call;
  const [from, to] = [options.text('from'), options.text('to')];
  const days = Number(options.text('days') ?? DAYS);
  if (!Number.isInteger(days) || days < 1) throw usage('--days takes a whole number, at least 1.');
  if (from !== undefined && options.text('days') !== undefined)
    throw usage('Say one of --from and --days.');
  const end = to === undefined ? undefined : instantOf('to', to);
  const before = new Date((end === undefined ? Date.now() : Date.parse(end)) - days * 86_400_000);
  const query = {
    from: from === undefined ? before.toISOString() : instantOf('from', from),
    to: end,
    territory: options.text('territory'),
  };
  const whole = answerOf(
    await call.api().GET('/incidents/figures', { params: { query } }),
    'total',
    'subjects',
  );
  const rows: Row[] = [
    { of: 'total', slug: null, name: null, ...whole.total },
    ...whole.teams.map((group) => ({ of: 'team' as const, ...group })),
    ...whole.subjects.map((group) => ({ of: 'subject' as const, ...group })),
  ];
  printListing(call, { rows, whole, columns: COLUMNS, csv: CSV, name: ({ slug }) => slug ?? '-' });
  if (isTable(call.format)) {
    const { sample, recorded } = whole.leftOut;
    call.terminal.say(
      `${time(whole.from)} to ${time(whole.to)}; not counted: ${sample} of the sample, ${recorded} over before anybody heard of them`,
    );
  }
  return EXIT.OK;
}

export const incidentFigures: Command = {
  noun: 'incident',
  verb: 'figures',
  summary: 'How quickly incidents that page were heard of, acknowledged and resolved',
  operands: [],
  options: [
    { name: 'days', value: 'COUNT', help: `how many days back, ${DAYS} by default` },
    { name: 'from', value: 'TIME', help: 'incidents that began from then on (RFC 3339)' },
    { name: 'to', value: 'TIME', help: 'and before then (RFC 3339), now by default' },
    { name: 'territory', value: 'CODE', help: 'incidents of this territory' },
  ],
  formats: ['table', 'wide', 'json', 'yaml', 'csv'],
  notes: [
    'All from the earliest start: MTTD to the first page, MTTA to the first acknowledgement by a person, MTTR to the last resolution.',
    'By itself: resolved by its alerts before anybody acknowledged, of what is over.',
  ],
  examples: [
    'leitstand incident figures --days 7',
    'leitstand incident figures --from 2026-01-01T00:00Z --to 2026-04-01T00:00Z -o csv',
  ],
  run,
};
