import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { helpOn } from '../command/help-text.js';

function run(call: Call): Promise<ExitCode> {
  call.terminal.data(helpOn(call.operands, call.commands));
  return Promise.resolve(EXIT.OK);
}

export const help: Command = {
  noun: 'help',
  verb: null,
  summary: 'Help on a command, or on exit-codes and configuration',
  operands: [{ name: 'TOPIC', optional: true, many: true }],
  options: [],
  formats: [],
  notes: [],
  examples: ['leitstand help slo list', 'leitstand help exit-codes'],
  run,
};
