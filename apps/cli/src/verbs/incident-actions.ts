import { ACTION_ITEM_STATES, pages, type CsvColumn } from '#contract';
import { answerOf } from '../api/client.js';
import type { ActionItem, ActionItemQuery } from '../api/nouns.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { usage } from '../failure/failure.js';
import { isTable, printListing } from '../output/print.js';
import type { Column } from '../output/table.js';

const COLUMNS: readonly Column<ActionItem>[] = [
  { head: 'NUMBER', right: true, cell: ({ number }) => String(number) },
  { head: 'INCIDENT', cell: ({ incident }) => incident.name },
  {
    head: 'STATE',
    cell: ({ state, overdue }) => (overdue ? { text: 'overdue', tone: 'bad' } : state),
  },
  { head: 'DUE', cell: ({ due }) => due ?? '-' },
  { head: 'OWNER', cell: ({ owner }) => owner?.name ?? '-' },
  { head: 'LINK', wide: true, cell: ({ link }) => link ?? '-' },
  { head: 'REASON', wide: true, cell: ({ reason }) => reason ?? '-' },
  { head: 'TITLE', cell: ({ title }) => title },
];

const CSV: readonly CsvColumn<ActionItem>[] = [
  ['number', ({ number }) => number],
  ['incident', ({ incident }) => incident.name],
  ['state', ({ state }) => state],
  ['overdue', ({ overdue }) => String(overdue)],
  ['due', ({ due }) => due],
  ['owner', ({ owner }) => owner?.name ?? null],
  ['link', ({ link }) => link],
  ['reason', ({ reason }) => reason],
  ['title', ({ title }) => title],
];

const FILTERS = ['incident', 'state', 'team', 'subject', 'territory'] as const;
const MOST = 100;

async function run(call: Call): Promise<ExitCode> {
  const { options } = call;
  const most = Number(options.text('lines') ?? MOST);
  if (!Number.isInteger(most) || most < 1) throw usage('--lines takes a whole number, at least 1.');
  // What may be said for each was checked against the same lists that the contract is made of.
  const query = {
    ...Object.fromEntries(FILTERS.map((name) => [name, options.text(name)])),
    ...(options.has('mine') ? { user: 'me' } : {}),
    ...(options.has('overdue') ? { overdue: 'true' } : {}),
    state: options.text('state') ?? (options.has('all') ? undefined : 'open'),
  } as ActionItemQuery;
  const rows: ActionItem[] = [];
  const fetchPage = async (cursor?: string) =>
    answerOf(
      await call.api().GET('/action-items', { params: { query: { ...query, cursor } } }),
      'items',
      'nextCursor',
    );
  for await (const { items } of pages(fetchPage)) {
    rows.push(...items.slice(0, most - rows.length));
    if (rows.length === most) break;
  }
  const whole = { items: rows };
  const name = ({ number }: ActionItem): string => String(number);
  printListing(call, { rows, whole, columns: COLUMNS, csv: CSV, name });
  if (rows.length === 0 && isTable(call.format)) call.terminal.say('No action item matches.');
  return EXIT.OK;
}

export const incidentActions: Command = {
  noun: 'incident',
  verb: 'actions',
  summary: 'What is to be done after incidents, what is due first before the rest',
  operands: [],
  options: [
    { name: 'incident', value: 'INCIDENT', help: 'those of one incident' },
    { name: 'mine', help: 'those that were given to me' },
    { name: 'team', value: 'NAME', help: 'those that were given to a team' },
    { name: 'subject', value: 'NAME', help: 'those of incidents about this subject' },
    { name: 'territory', value: 'CODE', help: 'those of this territory' },
    { name: 'overdue', help: 'only what should have been done before today (UTC)' },
    {
      name: 'state',
      value: 'STATE',
      choices: ACTION_ITEM_STATES,
      help: `${ACTION_ITEM_STATES.join(', ')}; open unless told`,
    },
    { name: 'all', help: 'of every state' },
    { name: 'lines', short: 'n', value: 'COUNT', help: `how many, ${MOST} by default` },
  ],
  formats: ['table', 'wide', 'json', 'yaml', 'csv'],
  notes: [],
  examples: [
    'leitstand incident actions --overdue',
    'leitstand incident actions --incident INC-17 --all',
  ],
  run,
};
