import { answerOf } from '../api/client.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { time } from '../output/amounts.js';
import { printListing } from '../output/print.js';
import { state } from './slo-words.js';

async function run(call: Call): Promise<ExitCode> {
  const whole = answerOf(await call.api().GET('/status'), 'version', 'components');
  const { version, sample, components } = whole;
  printListing(call, {
    rows: components,
    whole,
    columns: [
      { head: 'COMPONENT', cell: ({ name }) => name },
      { head: 'STATE', cell: (component) => state(component.state) },
      { head: 'SINCE', cell: ({ since }) => time(since) },
      { head: 'MESSAGE', cell: ({ message }) => message ?? '' },
    ],
    csv: [
      ['component', ({ name }) => name],
      ['state', (component) => component.state],
      ['since', ({ since }) => since],
      ['message', ({ message }) => message],
    ],
    name: ({ name }) => name,
  });
  if (call.format === 'table')
    call.terminal.say(
      `Leitstand ${version} at ${call.connection().url}${sample ? ', with sample data' : ''}`,
    );
  return components.every((component) => component.state === 'up') ? EXIT.OK : EXIT.FOUND_PROBLEMS;
}

export const status: Command = {
  noun: 'status',
  verb: null,
  summary: 'How Leitstand and the servers it depends on are doing',
  operands: [],
  options: [],
  formats: ['table', 'json', 'yaml', 'csv'],
  notes: ['Needs no token. Exits with 3 when anything is not up.'],
  examples: ['leitstand status', 'leitstand status -o json --json components'],
  run,
};
