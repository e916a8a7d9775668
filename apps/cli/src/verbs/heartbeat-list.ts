import { heartbeatState, pages, type CsvColumn } from '#contract';
import { answerOf } from '../api/client.js';
import type { Heartbeat } from '../api/nouns.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { time } from '../output/amounts.js';
import { isTable, printListing } from '../output/print.js';
import type { Column } from '../output/table.js';
import { spanText } from './source-words.js';

const COLUMNS: readonly Column<Heartbeat>[] = [
  { head: 'HEARTBEAT', cell: ({ slug }) => slug },
  { head: 'STATE', cell: heartbeatState },
  { head: 'LAST HEARD', cell: ({ lastPingAt }) => time(lastPingAt) },
  { head: 'EVERY', cell: ({ intervalSeconds }) => spanText(intervalSeconds) },
  { head: 'GRACE', cell: ({ graceSeconds }) => spanText(graceSeconds) },
  { head: 'SUBJECT', cell: ({ subject }) => subject },
  { head: 'TERRITORY', cell: ({ territory }) => territory },
  {
    head: 'TOKEN',
    wide: true,
    cell: ({ tokenPrefix }) => (tokenPrefix ? `${tokenPrefix}…` : 'none'),
  },
  { head: 'NAME', wide: true, cell: ({ name }) => name },
];

const CSV: readonly CsvColumn<Heartbeat>[] = [
  ['heartbeat', ({ slug }) => slug],
  ['state', heartbeatState],
  ['last_ping_at', ({ lastPingAt }) => lastPingAt],
  ['interval_seconds', ({ intervalSeconds }) => intervalSeconds],
  ['grace_seconds', ({ graceSeconds }) => graceSeconds],
  ['subject', ({ subject }) => subject],
  ['territory', ({ territory }) => territory],
  ['name', ({ name }) => name],
];

async function run(call: Call): Promise<ExitCode> {
  const fetchPage = async (cursor?: string) =>
    answerOf(
      await call.api().GET('/heartbeats', { params: { query: { cursor } } }),
      'items',
      'nextCursor',
    );
  const rows: Heartbeat[] = [];
  for await (const { items } of pages(fetchPage)) rows.push(...items);
  const whole = { items: rows };
  printListing(call, { rows, whole, columns: COLUMNS, csv: CSV, name: ({ slug }) => slug });
  if (rows.length === 0 && isTable(call.format)) call.terminal.say('There is no heartbeat.');
  return EXIT.OK;
}

export const heartbeatList: Command = {
  noun: 'heartbeat',
  verb: 'list',
  summary: 'Jobs and systems that say that they are there, and which of them are late',
  operands: [],
  options: [],
  formats: ['table', 'wide', 'json', 'yaml', 'csv'],
  notes: [],
  examples: ['leitstand heartbeat list', 'leitstand heartbeat list -o wide'],
  run,
};
