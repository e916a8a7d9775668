import { answerOf } from '../api/client.js';
import type { Call, Command } from '../command/command.js';
import { safeYamlText } from '../output/safe-text.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';

async function run(call: Call): Promise<ExitCode> {
  const exported = await call.api().GET('/catalog/export', {
    headers: { accept: 'application/yaml, text/yaml;q=0.9, application/problem+json;q=0.5' },
    parseAs: 'text',
  });
  call.terminal.data(safeYamlText(answerOf(exported)));
  return EXIT.OK;
}

export const catalogExport: Command = {
  noun: 'catalog',
  verb: 'export',
  summary: 'Everything in the catalog as YAML documents, ready for catalog apply',
  operands: [],
  options: [],
  formats: [],
  notes: [],
  examples: ['leitstand catalog export > catalog.yaml'],
  run,
};
