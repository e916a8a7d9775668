import {
  BUDGET_STATES,
  BURN_STATES,
  SLO_FILTERS,
  SLO_ORDERS,
  SLO_SORTS,
  SLO_TABLE,
  pages,
} from '#contract';
import { answerOf, type Api } from '../api/client.js';
import type { SloList, SloQuery, SloRow } from '../api/nouns.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { factor, percent, time } from '../output/amounts.js';
import { isTable, printListing } from '../output/print.js';
import type { Column } from '../output/table.js';
import { runsOutText, sliText, state, windowText } from './slo-words.js';

const COLUMNS: readonly Column<SloRow>[] = [
  { head: 'SLO', cell: ({ slug }) => slug },
  { head: 'SUBJECT', cell: ({ subject }) => subject.slug },
  { head: 'TERRITORY', cell: ({ territory }) => territory },
  { head: 'TEAM', wide: true, cell: ({ team }) => team?.slug ?? '-' },
  { head: 'TARGET', right: true, cell: ({ objective }) => `${objective.target}%` },
  { head: 'WINDOW', cell: ({ objective }) => windowText(objective) },
  { head: 'SLI', right: true, cell: sliText },
  { head: 'LEFT', right: true, cell: ({ reading }) => percent(reading?.budget.leftShare ?? null) },
  { head: 'BUDGET', cell: ({ reading }) => state(reading?.budget.state ?? 'no-data') },
  { head: 'BURN 1H', right: true, cell: ({ reading }) => factor(reading?.burn.rate1h ?? null) },
  {
    head: 'BURN 6H',
    right: true,
    wide: true,
    cell: ({ reading }) => factor(reading?.burn.rate6h ?? null),
  },
  { head: 'BURN', cell: ({ reading }) => state(reading?.burn.state ?? 'unknown') },
  { head: 'RUNS OUT', cell: ({ reading }) => runsOutText(reading) },
  {
    head: 'MEASURED',
    right: true,
    wide: true,
    cell: ({ reading }) => percent(reading?.coverage ?? null),
  },
  { head: 'RULES', wide: true, cell: ({ rules }) => rules.state },
  { head: 'NAME', wide: true, cell: ({ name }) => name },
];

/** Every page in one list; the rest of the answer is that of the first page. */
export async function everySlo(api: Api, query: SloQuery) {
  const fetchPage = async (cursor?: string) =>
    answerOf(
      await api.GET('/slos', { params: { query: { ...query, cursor } } }),
      'items',
      'nextCursor',
    );
  const all: SloList[] = [];
  for await (const page of pages(fetchPage)) all.push(page);
  const items = all.flatMap((page) => page.items);
  return { ...all[0], asOf: all[0]?.asOf ?? null, items, nextCursor: null };
}

async function run(call: Call): Promise<ExitCode> {
  const filters = SLO_FILTERS.map(
    (name) => [name, call.options.text(name === 'q' ? 'search' : name)] as const,
  );
  const query = { ...Object.fromEntries(filters), sort: call.options.text('sort') };
  // What may be said for each was checked against the same lists that the contract is made of.
  const whole = await everySlo(call.api(), query as SloQuery);
  printListing(call, {
    rows: whole.items,
    whole,
    columns: COLUMNS,
    csv: SLO_TABLE,
    name: ({ slug }) => slug,
  });
  const { length } = whole.items;
  if (length === 0) call.terminal.say('No objective matches.');
  else if (isTable(call.format))
    call.terminal.say(
      `${length} ${length === 1 ? 'objective' : 'objectives'}, ${whole.asOf === null ? 'nothing measured yet' : `as of ${time(whole.asOf)}`}`,
    );
  return EXIT.OK;
}

export const sloListCommand: Command = {
  noun: 'slo',
  verb: 'list',
  summary: 'Objectives with what is left of their budgets, most urgent first',
  operands: [],
  options: [
    { name: 'search', value: 'TEXT', help: 'objectives that contain each of these words' },
    { name: 'team', value: 'NAME', help: 'objectives of this team' },
    { name: 'subject', value: 'NAME', help: 'objectives about this subject' },
    { name: 'territory', value: 'CODE', help: 'objectives of this territory' },
    { name: 'budget', value: 'STATE', choices: BUDGET_STATES, help: BUDGET_STATES.join(', ') },
    { name: 'burn', value: 'STATE', choices: BURN_STATES, help: BURN_STATES.join(', ') },
    { name: 'label', short: 'l', value: 'KEY[=VALUE]', help: 'objectives with this label' },
    {
      name: 'sort',
      value: 'ORDER',
      choices: SLO_SORTS,
      help: `${SLO_ORDERS.join(', ')}; --sort=-ORDER turns one round; urgency by default`,
    },
  ],
  formats: ['table', 'wide', 'json', 'yaml', 'csv'],
  notes: [],
  examples: [
    'leitstand slo list --team payments --budget at-risk',
    'leitstand slo list --sort=-burn -o wide',
    'leitstand slo list --json slug,reading.budget.leftShare',
  ],
  run,
};
