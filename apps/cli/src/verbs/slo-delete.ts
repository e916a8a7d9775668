import { answerOf } from '../api/client.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { confirm } from '../input/confirm.js';

async function run(call: Call): Promise<ExitCode> {
  const name = call.operands[0] ?? '';
  const path = { slug: name };
  const api = call.api();
  // What the person is asked about is what is deleted: a change in between is refused.
  const read = await api.GET('/slos/{slug}', { params: { path } });
  answerOf(read, 'version');
  const etag = read.response.headers.get('etag');
  await confirm(
    call,
    `Objective "${name}" would go out of use, with its rules and alerts; its history would stay.`,
  );
  const header = etag ? { 'If-Match': etag } : {};
  answerOf(await api.DELETE('/slos/{slug}', { params: { path, header } }));
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
  examples: ['leitstand slo delete shop-latency', 'leitstand slo delete shop-latency --yes'],
  run,
};
