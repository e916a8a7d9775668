import type { Call, Command } from '../command.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { helpOn } from '../help-text.js';

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
  run,
};
