import { setTimeout as pause } from 'node:timers/promises';
import type { CsvColumn } from '#contract';
import type { AuditEvent, AuditQuery } from '../api/nouns.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { Failure, usage } from '../failure/failure.js';
import { time } from '../output/amounts.js';
import { withFields } from '../output/fields.js';
import { isTable, printListing } from '../output/print.js';
import { safeJson } from '../output/safe-text.js';
import { asCell, type Column } from '../output/table.js';
import { eventsAfter, lastEvents, type AuditFilter } from './audit-pages.js';

const POLL_MS = 2_000;
const FILTERS = [
  'actor',
  'action',
  'subject',
  'from',
  'to',
] as const satisfies readonly (keyof AuditQuery)[];

const target = ({ target }: AuditEvent): string => (target ? `${target.kind} ${target.name}` : '-');

const COLUMNS: readonly Column<AuditEvent>[] = [
  { head: 'EVENT', right: true, cell: ({ seq }) => String(seq) },
  { head: 'AT', cell: ({ at }) => time(at) },
  {
    head: 'WHO',
    cell: ({ actor }) => (actor.kind === 'token' ? `${actor.name} (token)` : actor.name),
  },
  { head: 'ACTION', cell: ({ action }) => action },
  { head: 'WHAT', cell: target },
  { head: 'TERRITORY', cell: ({ territory }) => territory ?? '-' },
  { head: 'FROM', wide: true, cell: ({ ip }) => ip ?? '-' },
  { head: 'REQUEST', wide: true, cell: ({ requestId }) => requestId ?? '-' },
  { head: 'REASON', cell: ({ reason }) => reason ?? '' },
];

const CSV: readonly CsvColumn<AuditEvent>[] = [
  ['event', ({ seq }) => seq],
  ['at', ({ at }) => at],
  ['actor_kind', ({ actor }) => actor.kind],
  ['actor', ({ actor }) => actor.name],
  ['action', ({ action }) => action],
  ['target_kind', ({ target }) => target?.kind ?? null],
  ['target', ({ target }) => target?.name ?? null],
  ['territory', ({ territory }) => territory],
  ['reason', ({ reason }) => reason],
];

const listing = (rows: readonly AuditEvent[]) => ({
  rows,
  whole: rows,
  columns: COLUMNS,
  csv: CSV,
  name: ({ seq }: AuditEvent) => String(seq),
});

function followLine(call: Call, event: AuditEvent): string {
  const fields = call.options.text('json');
  if (call.format === 'json')
    return safeJson(fields === undefined ? event : withFields(event, fields));
  if (call.terminal.quiet) return String(event.seq);
  return COLUMNS.filter(({ wide }) => !wide || call.format === 'wide')
    .map((column) => asCell(column.cell(event)).text)
    .join('  ')
    .trimEnd();
}

async function run(call: Call): Promise<ExitCode> {
  const filter: AuditFilter = Object.fromEntries(
    FILTERS.map((name) => [name, call.options.text(name)]),
  );
  const lines = Number(call.options.text('lines') ?? 20);
  if (!Number.isInteger(lines) || lines < 0) throw usage('--lines takes a whole number.');
  const follow = call.options.has('follow');
  if (follow && !isTable(call.format) && call.format !== 'json')
    throw usage('--follow prints lines: -o takes table, wide or json.');
  const events = await lastEvents(call.api(), filter, follow ? Math.max(lines, 1) : lines);
  if (!follow) {
    printListing(call, listing(events));
    if (events.length === 0) call.terminal.say('No event matches.');
    return EXIT.OK;
  }
  for (const event of lines === 0 ? [] : events) call.terminal.data(followLine(call, event));
  return goOn(call, filter, events.at(-1)?.seq ?? 0);
}

/** Prints what comes until somebody ends the program or stops reading; a server that is unavailable for a while is waited for, and nothing is missed. */
async function goOn(call: Call, filter: AuditFilter, after: number): Promise<ExitCode> {
  for (let seen = after, unavailable = false; !call.terminal.isCut;) {
    await pause(POLL_MS);
    try {
      const fresh = await eventsAfter(call.api(), filter, seen);
      for (const event of fresh) call.terminal.data(followLine(call, event));
      [seen, unavailable] = [fresh.at(-1)?.seq ?? seen, false];
    } catch (error) {
      if (!(error instanceof Failure) || error.exitCode !== EXIT.FAILED) throw error;
      if (!unavailable) call.terminal.say(`leitstand: ${error.message} Waiting for it.`);
      unavailable = true;
    }
  }
  return EXIT.OK;
}

export const auditTail: Command = {
  noun: 'audit',
  verb: 'tail',
  summary: 'The newest events of the audit trail, oldest of them first',
  operands: [],
  options: [
    { name: 'lines', short: 'n', value: 'COUNT', help: 'how many events, 20 by default' },
    { name: 'follow', help: 'go on with what happens from now, a line for each event' },
    { name: 'actor', value: 'WHO', help: 'events of this person or token' },
    { name: 'action', value: 'ACTION', help: 'events whose action begins like this, e.g. slo.' },
    { name: 'subject', value: 'NAME', help: 'events about this resource' },
    { name: 'from', value: 'TIME', help: 'events at or after this time (RFC 3339)' },
    { name: 'to', value: 'TIME', help: 'events at or before this time' },
  ],
  formats: ['table', 'wide', 'json', 'yaml', 'csv'],
  notes: [],
  examples: [
    'leitstand audit tail -n 50 --action slo.',
    'leitstand audit tail --follow -o json --json seq,action,target.name',
  ],
  run,
};
