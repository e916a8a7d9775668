import type { Call, Command } from '../command.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { confirm } from '../input/confirm.js';

async function run(call: Call): Promise<ExitCode> {
  const name = call.operands[0] ?? '';
  const path = `/slos/${encodeURIComponent(name)}`;
  const api = call.api();
  // What the person is asked about is what is deleted: a change in between is refused.
  const { etag } = await api.send('GET', path);
  await confirm(
    call,
    `Objective "${name}" goes out of use, with its rules and alerts; its history stays.`,
  );
  await api.send('DELETE', path, etag ? { headers: { 'if-match': etag } } : {});
  call.terminal.say(`deleted ${name}`);
  return EXIT.OK;
}

export const sloDelete: Command = {
  noun: 'slo',
  verb: 'delete',
  summary: 'Take an objective out of use; its history stays',
  operands: [{ name: 'NAME', completes: 'slo' }],
  options: [],
  formats: [],
  notes: ['Asks first; --yes does it without asking.'],
  run,
};
