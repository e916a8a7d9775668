import type { Call, Command } from '../command.js';
import { EXIT, type ExitCode } from '../exit-code.js';

async function run(call: Call): Promise<ExitCode> {
  const { text } = await call.api().send('GET', '/catalog/export', {
    headers: { accept: 'application/yaml, text/yaml;q=0.9, application/problem+json;q=0.5' },
  });
  call.terminal.data(text);
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
  run,
};
