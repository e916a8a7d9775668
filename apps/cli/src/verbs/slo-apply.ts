import { answerOf, type Api } from '../api/client.js';
import type { AppliedDocument } from '../api/nouns.js';
import { fieldLine } from '../api/problem.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { Failure } from '../failure/failure.js';
import { readSources } from '../input/documents.js';
import { DRY_RUN_OPTION, FILE_OPTION } from '../options/options.js';
import { printListing } from '../output/print.js';
import { applyDocuments, sayWarnings } from './catalog-apply.js';
import { sloDocuments, type SloText } from './slo-documents.js';

type Warning = AppliedDocument['warnings'][number];

interface Applied {
  readonly name: string;
  readonly outcome: 'created' | 'changed' | 'unchanged';
  readonly version: number;
  readonly warnings: readonly Warning[];
}

/** Writes one document, provided that nobody changed the objective since it was read here. */
async function applyOne(api: Api, { name, document }: SloText): Promise<Applied> {
  const path = { slug: name };
  const read = await api.GET('/slos/{slug}', { params: { path } });
  const before = read.response.status === 404 ? null : answerOf(read, 'version');
  const etag = read.response.headers.get('etag');
  const header = before ? (etag ? { 'If-Match': etag } : {}) : { 'If-None-Match': '*' };
  const { version, warnings } = answerOf(
    await api.PUT('/slos/{slug}', { params: { path, header }, body: document }),
    'version',
    'warnings',
  );
  if (!before) return { name, outcome: 'created', version, warnings };
  const outcome = before.version === version ? 'unchanged' : 'changed';
  return { name, outcome, version, warnings };
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
      ['warnings', ({ warnings }) => warnings.map(fieldLine).join('; ')],
    ],
    name: ({ name }) => name,
  });
  for (const { name, warnings } of rows) sayWarnings(call, name, warnings.map(fieldLine));
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
  examples: ['leitstand slo apply -f shop-latency.yaml', 'leitstand slo apply -f slos/ --dry-run'],
  run,
};
