import type { z } from 'zod';
import { fieldLine } from '../api/problem.js';
import { applyReport, shaped } from '../api/shapes.js';
import type { Call, Command } from '../command.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { joined, readSources } from '../input/documents.js';
import { FILE_OPTION } from '../options.js';
import { printListing } from '../output/print.js';
import { safeText } from '../output/safe-text.js';
import type { Tone } from '../output/style.js';

type Outcome = z.infer<typeof applyReport>['documents'][number];

const TIMEOUT_SECONDS = 120;
const TONES: Readonly<Record<string, Tone>> = { created: 'good', changed: 'good', unchanged: 'dim', refused: 'bad' };

function print(call: Call, whole: unknown, documents: readonly Outcome[]): void {
  printListing(call, {
    rows: documents,
    whole,
    columns: [
      { head: 'KIND', cell: ({ kind }) => kind },
      { head: 'NAME', cell: ({ name }) => name },
      { head: 'OUTCOME', cell: ({ outcome }) => ({ text: outcome, tone: TONES[outcome] ?? 'plain' }) },
    ],
    csv: [
      ['document', ({ index }) => index],
      ['kind', ({ kind }) => kind],
      ['name', ({ name }) => name],
      ['outcome', ({ outcome }) => outcome],
      ['errors', ({ errors }) => errors.map(fieldLine).join('; ')],
    ],
    name: ({ kind, name }) => `${kind} ${name}`,
  });
}

async function run(call: Call): Promise<ExitCode> {
  const body = joined(await readSources(call.options.all('file'), call.terminal.streams.stdin));
  const dryRun = call.options.has('dry-run');
  const query = { dryRun: dryRun ? 'true' : undefined };
  const whole = (await call.api().send('POST', '/catalog/apply', { query, body, type: 'application/yaml', timeout: TIMEOUT_SECONDS })).json();
  const { documents } = shaped(applyReport, whole);
  print(call, whole, documents);
  const refused = documents.filter(({ outcome }) => outcome === 'refused');
  for (const { kind, name, errors } of refused) {
    call.terminal.complain(safeText(`leitstand: ${kind} ${name} is refused`));
    for (const error of errors) call.terminal.complain(`  ${fieldLine(error)}`);
  }
  if (refused.length > 0) {
    call.terminal.complain('leitstand: nothing was changed.');
    return dryRun ? EXIT.FOUND_PROBLEMS : EXIT.FAILED;
  }
  if (dryRun) call.terminal.say('Nothing was changed: this was a dry run.');
  return EXIT.OK;
}

export const catalogApply: Command = {
  noun: 'catalog',
  verb: 'apply',
  summary: 'Create or change subjects, teams, environments and objectives, all or nothing',
  operands: [],
  options: [FILE_OPTION, { name: 'dry-run', help: 'only say what would happen; exits with 3 when something would be refused' }],
  formats: ['table', 'json', 'yaml', 'csv'],
  notes: [],
  run,
};
