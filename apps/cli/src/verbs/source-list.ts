import { pages, sourceState, type CsvColumn } from '#contract';
import { answerOf } from '../api/client.js';
import type { AlertSource } from '../api/nouns.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { time } from '../output/amounts.js';
import { isTable, printListing } from '../output/print.js';
import type { Column } from '../output/table.js';
import { disagreementText } from './source-words.js';

const COLUMNS: readonly Column<AlertSource>[] = [
  { head: 'SOURCE', cell: ({ slug }) => slug },
  { head: 'KIND', cell: ({ kind }) => kind },
  { head: 'STATE', cell: sourceState },
  { head: 'TERRITORIES', cell: ({ territories }) => territories.join(', ') },
  { head: 'DEFAULT SUBJECT', cell: ({ defaultSubject }) => defaultSubject },
  { head: 'TOKEN', cell: ({ tokenPrefix }) => (tokenPrefix ? `${tokenPrefix}…` : 'none') },
  { head: 'LAST HEARD', cell: ({ lastDeliveryAt }) => time(lastDeliveryAt) },
  { head: 'ALERTS', cell: ({ lastAlerts }) => (lastAlerts === null ? '-' : `${lastAlerts}`) },
  { head: 'OUTCOME', cell: ({ lastOutcome }) => lastOutcome ?? '-' },
  { head: 'WATCHDOG', cell: ({ watchdogAt }) => time(watchdogAt) },
  { head: 'COMPARED', cell: ({ reconciledAt }) => time(reconciledAt) },
  { head: 'DISAGREES', cell: ({ disagreement }) => disagreementText(disagreement) },
  { head: 'TROUBLE', wide: true, cell: ({ reconcileTrouble }) => reconcileTrouble ?? '' },
  { head: 'REASON', wide: true, cell: ({ lastReason }) => lastReason ?? '' },
  { head: 'NAME', wide: true, cell: ({ name }) => name },
];

const CSV: readonly CsvColumn<AlertSource>[] = [
  ['source', ({ slug }) => slug],
  ['kind', ({ kind }) => kind],
  ['state', sourceState],
  ['territory', ({ territory }) => territory],
  ['default_subject', ({ defaultSubject }) => defaultSubject],
  ['last_delivery_at', ({ lastDeliveryAt }) => lastDeliveryAt],
  ['last_alerts', ({ lastAlerts }) => lastAlerts],
  ['last_outcome', ({ lastOutcome }) => lastOutcome],
  ['watchdog_at', ({ watchdogAt }) => watchdogAt],
  ['reconciled_at', ({ reconciledAt }) => reconciledAt],
  ['waiting', ({ disagreement }) => disagreement.waiting],
  ['suppressed', ({ disagreement }) => disagreement.suppressed],
  ['unconfirmed', ({ disagreement }) => disagreement.unconfirmed],
  ['name', ({ name }) => name],
];

async function run(call: Call): Promise<ExitCode> {
  const fetchPage = async (cursor?: string) =>
    answerOf(
      await call.api().GET('/sources', { params: { query: { cursor } } }),
      'items',
      'nextCursor',
    );
  const rows: AlertSource[] = [];
  for await (const { items } of pages(fetchPage)) rows.push(...items);
  const whole = { items: rows };
  printListing(call, { rows, whole, columns: COLUMNS, csv: CSV, name: ({ slug }) => slug });
  if (rows.length === 0 && isTable(call.format)) call.terminal.say('No source sends alerts.');
  return EXIT.OK;
}

export const sourceList: Command = {
  noun: 'source',
  verb: 'list',
  summary: 'Sources of alerts, and when each was last heard',
  operands: [],
  options: [],
  formats: ['table', 'wide', 'json', 'yaml', 'csv'],
  notes: [],
  examples: ['leitstand source list', 'leitstand source list -o json'],
  run,
};
