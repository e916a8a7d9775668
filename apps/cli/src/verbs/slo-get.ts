import type { ForecastVerdict } from '#contract';
import { answerOf } from '../api/client.js';
import type { SloDetail, SloGaps } from '../api/nouns.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { factor, percent, time } from '../output/amounts.js';
import { printWhole } from '../output/print.js';
import { safeText, safeYamlText } from '../output/safe-text.js';
import { sheet, type Cell } from '../output/table.js';
import { leftText, objectiveText, runsOutText, sliText, state, windowText } from './slo-words.js';

type Field = readonly [string, string | Cell | null];

function readingFields(slo: SloDetail, gaps: SloGaps | null): Field[] {
  const { reading } = slo;
  if (!reading) return [['reading', { text: 'none yet', tone: 'dim' }]];
  const alerts = reading.alerts
    .map(({ name, severity, state: how }) => `${name} (${severity}, ${how})`)
    .join(', ');
  return [
    ['as of', time(reading.asOf)],
    ['SLI', sliText(slo)],
    ['left', leftText(slo)],
    ['budget', state(reading.budget.state)],
    ['burn', state(reading.burn.state)],
    [
      'burn rates',
      `${factor(reading.burn.rate1h)} over 1h, ${factor(reading.burn.rate6h)} over 6h`,
    ],
    ['runs out', runsOut(reading)],
    ['regime', reading.regime],
    ['measured', `${percent(reading.coverage)} of the window`],
    ['not counted', gapsText(gaps)],
    ['definition', definitionText(reading)],
    ['alerts', alerts || 'none'],
  ];
}

/** What of the window is in no number; nothing where that is nothing. */
function gapsText(gaps: SloGaps | null): Cell | null {
  const [newest] = gaps?.gaps ?? [];
  if (!gaps || !newest) return null;
  const minutes = Math.round(gaps.uncountedSeconds / 60).toLocaleString('en');
  const text = `${minutes} minutes, in gaps of more than 15; the newest ${time(newest.from)} to ${time(newest.to)}`;
  return { text, tone: 'warn' };
}

/** What of the window was counted before the indicator was changed; nothing where that is nothing. */
function definitionText({ definition }: NonNullable<SloDetail['reading']>): Cell | null {
  if (!definition) return null;
  const { since, earlierTimeShare, earlierEventShare } = definition;
  const counts =
    since === null ? 'changed, its rules are not loaded yet' : `counts since ${time(since)}`;
  const events = earlierEventShare === null ? '' : ` (${percent(earlierEventShare)} of the events)`;
  const text = `${counts}; ${percent(earlierTimeShare)} of the measured time${events} was counted by an earlier one`;
  return { text, tone: 'warn' };
}

/** Why no date is promised; nothing where none is needed. */
const NO_DATE: Partial<Record<ForecastVerdict, string>> = {
  begins: 'a fault begins, the last minutes say too little yet',
  falling: 'the burn is falling or over',
  unclear: 'too few bad events to tell',
  unknown: 'nothing was measured in the last minutes',
};

function runsOut(reading: NonNullable<SloDetail['reading']>): string {
  const { window, rate, verdict } = reading.burn.forecast;
  const pace = `${factor(rate)} over ${window}`;
  if (reading.budget.state === 'exhausted') return runsOutText(reading);
  if (reading.exhaustsAt !== null) return `${runsOutText(reading)} at ${pace}`;
  const why = verdict && NO_DATE[verdict];
  return why ? `no date: ${why} (${pace})` : runsOutText(reading);
}

/** Digits of a time of evaluation. */
const SPAN = { maximumSignificantDigits: 2 };

function costText(cost: SloDetail['cost']): string | null {
  if (cost === null) return null;
  const at = time(cost.measuredAt);
  if (!cost.complete && cost.samples === 0)
    return `not known: Prometheus gave up on it, last tried ${at}`;
  const least = cost.complete ? '' : 'more than ';
  const { samples, seconds } = cost;
  const took = seconds === null ? '' : ` in ${seconds.toLocaleString('en', SPAN)} s`;
  return `${least}${samples.toLocaleString('en')} samples${took} per evaluation, measured ${at}`;
}

function fieldsOf(slo: SloDetail, gaps: SloGaps | null): Field[] {
  return [
    ['SLO', slo.sample ? `${slo.slug} (sample data)` : slo.slug],
    ['name', slo.name],
    ['subject', slo.subject.slug],
    ['territory', slo.territory],
    ['team', slo.team?.slug ?? null],
    ['owner', slo.owner],
    ['objective', objectiveText(slo.objective)],
    ['window', windowText(slo.objective)],
    ...readingFields(slo, gaps),
    ['rules', slo.rules.message ? `${slo.rules.state}: ${slo.rules.message}` : slo.rules.state],
    ['cost', costText(slo.cost)],
    ['runbook', slo.runbookUrl],
    ['version', `${slo.version}, of ${time(slo.updatedAt)}`],
  ];
}

/** Not asked for where everything was measured. */
async function gapsOf(call: Call, { slug, reading }: SloDetail): Promise<SloGaps | null> {
  if (!reading || reading.coverage === 1) return null;
  const path = { slug };
  return answerOf(await call.api().GET('/slos/{slug}/gaps', { params: { path } }), 'gaps');
}

async function run(call: Call): Promise<ExitCode> {
  const { terminal, format } = call;
  const path = { slug: call.operands[0] ?? '' };
  const slo = answerOf(
    await call.api().GET('/slos/{slug}', { params: { path } }),
    'slug',
    'objective',
    'reading',
    'yaml',
  );
  if (format === 'json') printWhole(call, format, slo);
  else if (format === 'yaml') terminal.data(safeYamlText(slo.yaml));
  else if (terminal.quiet) terminal.data(safeText(slo.slug));
  else terminal.data(sheet(fieldsOf(slo, await gapsOf(call, slo)), terminal.style));
  return EXIT.OK;
}

export const sloGet: Command = {
  noun: 'slo',
  verb: 'get',
  summary: 'One objective: what it asks for, and how it stands',
  operands: [{ name: 'NAME', completes: 'slo' }],
  options: [],
  formats: ['table', 'yaml', 'json'],
  notes: ['-o yaml prints the document alone, ready for: leitstand slo apply -f -'],
  examples: [
    'leitstand slo get shop-latency',
    'leitstand slo get shop-latency -o yaml > shop-latency.yaml',
  ],
  run,
};
