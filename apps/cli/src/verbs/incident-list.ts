import { INCIDENT_CLASSES, INCIDENT_STATES, pages, type CsvColumn } from '#contract';
import { answerOf } from '../api/client.js';
import type { Incident, IncidentQuery } from '../api/nouns.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { usage } from '../failure/failure.js';
import { time } from '../output/amounts.js';
import { isTable, printListing } from '../output/print.js';
import type { Column } from '../output/table.js';
import { aboutText, heldText, incidentState, takenText, titleText } from './incident-words.js';

const COLUMNS: readonly Column<Incident>[] = [
  { head: 'INCIDENT', cell: ({ name }) => name },
  { head: 'STATE', cell: ({ state }) => incidentState(state) },
  { head: 'SEVERITY', cell: ({ severity }) => severity },
  { head: 'ABOUT', cell: aboutText },
  { head: 'TERRITORY', cell: ({ territory }) => territory },
  { head: 'TEAM', wide: true, cell: ({ team }) => team ?? '-' },
  { head: 'SINCE', cell: ({ triggeredAt }) => time(triggeredAt) },
  { head: 'HELD BY', right: true, cell: heldText },
  { head: 'WITH', cell: takenText },
  { head: 'RESOLVED', wide: true, cell: ({ resolvedAt }) => time(resolvedAt) },
  { head: 'TITLE', cell: titleText },
];

const CSV: readonly CsvColumn<Incident>[] = [
  ['incident', ({ name }) => name],
  ['state', ({ state }) => state],
  ['class', (incident) => incident.class],
  ['severity', ({ severity }) => severity],
  ['territory', ({ territory }) => territory],
  ['subject', ({ subject }) => subject],
  ['slo', ({ slo }) => slo],
  ['team', ({ team }) => team],
  ['started_at', ({ startedAt }) => startedAt],
  ['triggered_at', ({ triggeredAt }) => triggeredAt],
  ['acknowledged_at', ({ acknowledgedAt }) => acknowledgedAt],
  ['acknowledged_by', ({ acknowledgedBy }) => acknowledgedBy?.name ?? null],
  ['snoozed_until', ({ snooze }) => snooze?.until ?? null],
  ['snoozed_by', ({ snooze }) => snooze?.by.name ?? null],
  ['merged_into', ({ mergedInto }) => mergedInto?.name ?? null],
  ['pages_nobody', ({ unheard }) => unheard],
  ['origin', ({ origin }) => origin],
  ['firing', ({ firing, folded }) => firing + folded],
  ['resolved_at', ({ resolvedAt }) => resolvedAt],
  ['title', ({ title }) => title],
];

const FILTERS = ['state', 'class', 'subject', 'slo', 'territory'] as const;
const MOST = 100;

async function run(call: Call): Promise<ExitCode> {
  const filters = FILTERS.map((name) => [name, call.options.text(name)] as const);
  const most = Number(call.options.text('lines') ?? MOST);
  if (!Number.isInteger(most) || most < 1) throw usage('--lines takes a whole number, at least 1.');
  // What may be said for each was checked against the same lists that the contract is made of.
  const query = Object.fromEntries(filters) as IncidentQuery;
  const rows: Incident[] = [];
  const fetchPage = async (cursor?: string) =>
    answerOf(
      await call.api().GET('/incidents', { params: { query: { ...query, cursor } } }),
      'items',
      'nextCursor',
    );
  for await (const { items } of pages(fetchPage)) {
    rows.push(...items.slice(0, most - rows.length));
    if (rows.length === most) break;
  }
  const whole = { items: rows };
  printListing(call, { rows, whole, columns: COLUMNS, csv: CSV, name: ({ name }) => name });
  if (rows.length === 0 && isTable(call.format)) call.terminal.say('No incident matches.');
  return EXIT.OK;
}

export const incidentList: Command = {
  noun: 'incident',
  verb: 'list',
  summary: 'Incidents, newest first',
  operands: [],
  options: [
    {
      name: 'state',
      value: 'STATE',
      choices: ['open', ...INCIDENT_STATES],
      help: `open, ${INCIDENT_STATES.join(', ')}`,
    },
    { name: 'class', value: 'CLASS', choices: INCIDENT_CLASSES, help: INCIDENT_CLASSES.join(', ') },
    { name: 'subject', value: 'NAME', help: 'incidents about this subject' },
    { name: 'slo', value: 'NAME', help: 'incidents about this objective' },
    { name: 'territory', value: 'CODE', help: 'incidents of this territory' },
    { name: 'lines', short: 'n', value: 'COUNT', help: `how many, ${MOST} by default` },
  ],
  formats: ['table', 'wide', 'json', 'yaml', 'csv'],
  notes: [],
  examples: [
    'leitstand incident list --state open',
    'leitstand incident list --subject shop -n 20 -o wide',
  ],
  run,
};
