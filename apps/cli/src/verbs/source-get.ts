import { sourceState } from '#contract';
import { answerOf } from '../api/client.js';
import type { AlertFinding, AlertSource } from '../api/nouns.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { time } from '../output/amounts.js';
import { printWhole } from '../output/print.js';
import { safeText } from '../output/safe-text.js';
import { sheet, table } from '../output/table.js';
import { disagreementText, spanText } from './source-words.js';

function fieldsOf(source: AlertSource) {
  const { slug, name, kind, territory, territories, watchdogSeconds, version } = source;
  const others = territories.filter((code) => code !== territory);
  return [
    ['source', slug],
    ['name', name],
    ['kind', kind],
    ['state', sourceState(source)],
    ['territory', others.length > 0 ? `${territory}, also ${others.join(', ')}` : territory],
    ['about', source.defaultSubject],
    ...source.mappings.map(
      ({ label, value, subject }) => ['', `${label}=${value}: ${subject}`] as const,
    ),
    ...Object.entries(source.severities).map(
      ([word, severity]) => ['', `severity ${word}: ${severity}`] as const,
    ),
    ['token', source.tokenPrefix && `${source.tokenPrefix}…, of ${time(source.tokenMadeAt)}`],
    ['last heard', time(source.lastDeliveryAt)],
    ['outcome', source.lastOutcome && `${source.lastOutcome}, ${source.lastAlerts ?? 0} alerts`],
    ['because', source.lastReason],
    ['watchdog', watchdogText(watchdogSeconds, source.watchdogAt)],
    ['group interval', spanText(source.groupIntervalSeconds)],
    ['compared', source.prometheus && time(source.reconciledAt)],
    ['trouble', source.reconcileTrouble],
    ['open alerts', `${source.openAlerts}`],
    ['disagrees', disagreementText(source.disagreement)],
    ['version', `${version}, of ${time(source.updatedAt)}`],
  ] as const;
}

function watchdogText(seconds: number | null, at: string | null): string {
  return seconds === null ? 'none is expected' : `every ${spanText(seconds)}, last ${time(at)}`;
}

const labelsText = ({ labels }: AlertFinding) =>
  Object.entries(labels)
    .filter(([label]) => label !== 'alertname')
    .map(([label, value]) => `${label}=${value}`)
    .join(' ');

async function run(call: Call): Promise<ExitCode> {
  const { terminal, format } = call;
  const path = { slug: call.operands[0] ?? '' };
  const api = call.api();
  const source = answerOf(await api.GET('/sources/{slug}', { params: { path } }), 'slug', 'kind');
  if (format === 'json' || format === 'yaml') {
    printWhole(call, format, source);
    return EXIT.OK;
  }
  if (terminal.quiet) {
    terminal.data(safeText(source.slug));
    return EXIT.OK;
  }
  terminal.data(sheet(fieldsOf(source), terminal.style));
  const { items } = answerOf(
    await api.GET('/sources/{slug}/findings', { params: { path } }),
    'items',
  );
  if (items.length === 0) return EXIT.OK;
  terminal.data('');
  terminal.data(
    table<AlertFinding>(
      [
        { head: 'FIRES, NOT TOLD OF', cell: ({ name }) => name },
        { head: 'WHY', cell: ({ state }) => state },
        { head: 'SINCE', cell: ({ since }) => time(since) },
        { head: 'LABELS', cell: labelsText },
      ],
      items,
      terminal.style,
    ),
  );
  return EXIT.OK;
}

export const sourceGet: Command = {
  noun: 'source',
  verb: 'get',
  summary: 'One source of alerts: what was heard of it, and what fires that it told nothing of',
  operands: [{ name: 'NAME' }],
  options: [],
  formats: ['table', 'yaml', 'json'],
  notes: [],
  examples: ['leitstand source get alertmanager', 'leitstand source get alertmanager -o json'],
  run,
};
