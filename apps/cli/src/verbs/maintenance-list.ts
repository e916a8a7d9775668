import { pages, type CsvColumn } from '#contract';
import { answerOf } from '../api/client.js';
import type { MaintenanceWindow } from '../api/nouns.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { isTable, printListing } from '../output/print.js';
import type { Column } from '../output/table.js';
import { coversText, windowState } from './maintenance-words.js';

const COLUMNS: readonly Column<MaintenanceWindow>[] = [
  { head: 'WINDOW', cell: ({ slug }) => slug },
  { head: 'STATE', cell: windowState },
  { head: 'COVERS', cell: coversText },
  { head: 'HELD NOW', cell: ({ held }) => String(held) },
  { head: 'HELD IN 30D', cell: ({ heldLately }) => String(heldLately) },
  { head: 'TERRITORY', cell: ({ territory }) => territory },
  { head: 'REASON', wide: true, cell: ({ reason }) => reason },
  { head: 'NAME', wide: true, cell: ({ name }) => name },
];

const CSV: readonly CsvColumn<MaintenanceWindow>[] = [
  ['window', ({ slug }) => slug],
  ['active_until', ({ activeUntil }) => activeUntil],
  ['next_from', ({ next }) => next[0]?.from ?? null],
  ['next_to', ({ next }) => next[0]?.to ?? null],
  ['covers', coversText],
  ['held', ({ held }) => held],
  ['held_lately', ({ heldLately }) => heldLately],
  ['territory', ({ territory }) => territory],
  ['reason', ({ reason }) => reason],
  ['name', ({ name }) => name],
];

async function run(call: Call): Promise<ExitCode> {
  const fetchPage = async (cursor?: string) =>
    answerOf(
      await call.api().GET('/maintenance-windows', { params: { query: { cursor } } }),
      'items',
      'nextCursor',
    );
  const rows: MaintenanceWindow[] = [];
  for await (const { items } of pages(fetchPage)) rows.push(...items);
  const whole = { items: rows };
  printListing(call, { rows, whole, columns: COLUMNS, csv: CSV, name: ({ slug }) => slug });
  if (rows.length === 0 && isTable(call.format))
    call.terminal.say('There is no maintenance window.');
  return EXIT.OK;
}

export const maintenanceList: Command = {
  noun: 'maintenance',
  verb: 'list',
  summary: 'Maintenance windows, which of them hold, and what they keep from people',
  operands: [],
  options: [],
  formats: ['table', 'wide', 'json', 'yaml', 'csv'],
  notes: ['Windows are made by documents: leitstand catalog apply, kind MaintenanceWindow.'],
  examples: ['leitstand maintenance list', 'leitstand maintenance list -o wide'],
  run,
};
