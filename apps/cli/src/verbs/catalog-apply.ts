import { MAX_APPLY_BYTES } from '#contract';
import { answerOf } from '../api/client.js';
import type { AppliedDocument, ApplyReport } from '../api/nouns.js';
import { fieldLine } from '../api/problem.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { Failure } from '../failure/failure.js';
import { inSources, joined, readSources, type Source } from '../input/documents.js';
import { DRY_RUN_OPTION, FILE_OPTION } from '../options/options.js';
import { isTable, printListing } from '../output/print.js';
import { safeText } from '../output/safe-text.js';
import type { Tone } from '../output/style.js';

const TIMEOUT_SECONDS = 120;
const TONES: Readonly<Record<AppliedDocument['outcome'], Tone>> = {
  created: 'good',
  changed: 'good',
  unchanged: 'dim',
  refused: 'bad',
};

function print(call: Call, whole: unknown, documents: readonly AppliedDocument[]): void {
  printListing(call, {
    rows: documents,
    whole,
    columns: [
      { head: 'KIND', cell: ({ kind }) => kind },
      { head: 'NAME', cell: ({ name }) => name },
      {
        head: 'OUTCOME',
        cell: ({ outcome }) => ({ text: outcome, tone: TONES[outcome] }),
      },
    ],
    csv: [
      ['document', ({ index }) => index],
      ['kind', ({ kind }) => kind],
      ['name', ({ name }) => name],
      ['outcome', ({ outcome }) => outcome],
      ['errors', ({ errors }) => errors.map(fieldLine).join('; ')],
      ['warnings', ({ warnings }) => warnings.map(fieldLine).join('; ')],
    ],
    name: ({ kind, name }) => `${kind} ${name}`,
  });
}

/** `3 documents: 1 created, 2 unchanged` */
function summary(documents: readonly AppliedDocument[]): string {
  const counts = Object.keys(TONES).map(
    (outcome) =>
      [documents.filter((document) => document.outcome === outcome).length, outcome] as const,
  );
  const parts = counts
    .filter(([count]) => count > 0)
    .map(([count, outcome]) => `${count} ${outcome}`);
  return `${documents.length} ${documents.length === 1 ? 'document' : 'documents'}: ${parts.join(', ')}`;
}

/** The server answers what is too large before all of it is sent, and then it depends on the network whether its answer is seen. */
function assertFits(body: string): void {
  const bytes = (count: number) => `${count.toLocaleString('en')} bytes`;
  const length = Buffer.byteLength(body);
  if (length > MAX_APPLY_BYTES)
    throw new Failure(
      EXIT.FAILED,
      `These documents have ${bytes(length)}; at most ${bytes(MAX_APPLY_BYTES)} are applied at once. Nothing was changed.`,
    );
}

/** Asks the server to apply what the sources hold. Lines in its refusals are told as those of the sources. */
async function applyAll(call: Call, sources: readonly Source[]): Promise<ApplyReport> {
  const body = joined(sources);
  assertFits(body);
  try {
    const applied = await call.api(TIMEOUT_SECONDS).POST('/catalog/apply', {
      params: { query: call.options.has('dry-run') ? { dryRun: 'true' } : {} },
      headers: { 'content-type': 'application/yaml' },
      body,
      bodySerializer: String,
    });
    return answerOf(applied, 'documents', 'dryRun');
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(
      error.exitCode,
      error.message,
      error.lines.map((line) => inSources(sources, line)),
    );
  }
}

function complain(
  { terminal }: Call,
  sources: readonly Source[],
  refused: readonly AppliedDocument[],
): void {
  for (const { kind, name, errors } of refused) {
    const what =
      [kind, name].filter((word) => word !== '').join(' ') || 'a document without kind and name';
    terminal.complain(safeText(`leitstand: ${what} is refused`));
    for (const error of errors)
      terminal.complain(`  ${safeText(inSources(sources, fieldLine(error)))}`);
  }
  terminal.complain('leitstand: nothing was changed.');
}

/** Says what is to be looked at, though it was applied; not under --quiet. */
export function sayWarnings({ terminal }: Call, what: string, lines: readonly string[]): void {
  for (const line of lines) terminal.say(safeText(`leitstand: warning: ${what}: ${line}`));
}

/** Applies documents of any kind, all or none of them, and tells what became of each. */
export async function applyDocuments(call: Call, sources: readonly Source[]): Promise<ExitCode> {
  const whole = await applyAll(call, sources);
  const { documents, dryRun } = whole;
  print(call, whole, documents);
  if (isTable(call.format)) call.terminal.say(summary(documents));
  for (const { kind, name, warnings } of documents)
    sayWarnings(call, `${kind} ${name}`, warnings.map(fieldLine));
  const refused = documents.filter(({ outcome }) => outcome === 'refused');
  if (refused.length > 0) {
    complain(call, sources, refused);
    return dryRun ? EXIT.FOUND_PROBLEMS : EXIT.FAILED;
  }
  if (dryRun) call.terminal.say('Nothing was changed: this was a dry run.');
  return EXIT.OK;
}

export const catalogApply: Command = {
  noun: 'catalog',
  verb: 'apply',
  summary:
    'Create or change subjects, teams, environments, objectives, schedules and escalation policies, all or nothing',
  operands: [],
  options: [FILE_OPTION, DRY_RUN_OPTION],
  formats: ['table', 'json', 'yaml', 'csv'],
  notes: [
    'A file holds many documents with --- between them; what is in a document and not in the catalog is made, nothing is deleted.',
  ],
  examples: [
    'leitstand catalog apply -f catalog/ --dry-run',
    'leitstand catalog export | leitstand catalog apply -f -',
  ],
  run: async (call) =>
    applyDocuments(call, await readSources(call.options.all('file'), call.terminal.streams.stdin)),
};
