import type { Api } from '../api/api.js';
import { shaped, sloDetail } from '../api/shapes.js';
import type { Call, Command } from '../command.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { Failure } from '../failure.js';
import { readSources } from '../input/documents.js';
import { DRY_RUN_OPTION, FILE_OPTION } from '../options.js';
import { printListing } from '../output/print.js';
import { applyDocuments } from './catalog-apply.js';
import { sloDocuments, type SloText } from './slo-documents.js';

interface Applied {
  readonly name: string;
  readonly outcome: 'created' | 'changed' | 'unchanged';
  readonly version: number;
}

/** Writes one document, provided that nobody changed the objective since it was read here. */
async function applyOne(api: Api, { name, body }: SloText): Promise<Applied> {
  const path = `/slos/${encodeURIComponent(name)}`;
  const before = await api.find(path);
  const guard: Record<string, string> = before
    ? before.etag
      ? { 'if-match': before.etag }
      : {}
    : { 'if-none-match': '*' };
  const { version } = shaped(
    sloDetail,
    (await api.send('PUT', path, { body, type: 'application/json', headers: guard })).json(),
  );
  if (!before) return { name, outcome: 'created', version };
  return {
    name,
    outcome: shaped(sloDetail, before.json()).version === version ? 'unchanged' : 'changed',
    version,
  };
}

async function run(call: Call): Promise<ExitCode> {
  const sources = await readSources(call.options.all('file'), call.terminal.streams.stdin);
  const documents = sloDocuments(sources);
  if (call.options.has('dry-run')) return applyDocuments(call, sources);
  const rows: Applied[] = [];
  let failure: Failure | null = null;
  for (const document of documents) {
    try {
      rows.push(await applyOne(call.api(), document));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      failure = new Failure(error.exitCode, `${document.name}: ${error.message}`, error.lines);
      break;
    }
  }
  printListing(call, {
    rows,
    whole: rows,
    columns: [
      { head: 'SLO', cell: ({ name }) => name },
      {
        head: 'OUTCOME',
        cell: ({ outcome }) => ({ text: outcome, tone: outcome === 'unchanged' ? 'dim' : 'good' }),
      },
      { head: 'VERSION', right: true, cell: ({ version }) => String(version) },
    ],
    csv: [
      ['slo', ({ name }) => name],
      ['outcome', ({ outcome }) => outcome],
      ['version', ({ version }) => version],
    ],
    name: ({ name }) => name,
  });
  if (failure) throw failure;
  return EXIT.OK;
}

export const sloApply: Command = {
  noun: 'slo',
  verb: 'apply',
  summary: 'Create or change objectives from YAML or JSON',
  operands: [],
  options: [FILE_OPTION, DRY_RUN_OPTION],
  formats: ['table', 'json', 'yaml', 'csv'],
  notes: [
    'Documents are written one after the other and stop at the first that is refused.',
    'All or nothing, and other kinds too: leitstand catalog apply',
  ],
  run,
};
