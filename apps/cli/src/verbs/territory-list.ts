import { answerOf } from '../api/client.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { printListing } from '../output/print.js';

async function run(call: Call): Promise<ExitCode> {
  const whole = answerOf(await call.api().GET('/territories'), 'items');
  printListing(call, {
    rows: whole.items,
    whole,
    columns: [
      { head: 'CODE', cell: ({ code }) => code },
      { head: 'NAME', cell: ({ name }) => name.en },
      { head: 'EXPRESSIONS CARRY', cell: ({ matchers }) => matchers },
    ],
    csv: [
      ['code', ({ code }) => code],
      ['name', ({ name }) => name.en],
      ['matchers', ({ matchers }) => matchers],
    ],
    name: ({ code }) => code,
  });
  return EXIT.OK;
}

export const territoryList: Command = {
  noun: 'territory',
  verb: 'list',
  summary: 'Territories, and the label matchers that the expressions of each must carry',
  operands: [],
  options: [],
  formats: ['table', 'json', 'yaml', 'csv'],
  notes: [],
  examples: ['leitstand territory list', 'leitstand territory list -o json'],
  run,
};
