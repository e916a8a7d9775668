import { answerOf } from '../api/client.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { usage } from '../failure/failure.js';
import { outcomeText } from './incident-words.js';

async function run(call: Call): Promise<ExitCode> {
  const { options } = call;
  const params = { path: { id: call.operands[0] ?? '' } };
  const into = options.text('into');
  if ((into === undefined) !== options.has('undo')) throw usage('Say one of --into and --undo.');
  const api = call.api();
  const answer =
    into === undefined
      ? await api.POST('/incidents/{id}/unmerge', { params })
      : await api.POST('/incidents/{id}/merge', { params, body: { into } });
  call.terminal.say(outcomeText(answerOf(answer, 'name', 'state')));
  return EXIT.OK;
}

export const incidentMerge: Command = {
  noun: 'incident',
  verb: 'merge',
  summary: 'Say that an incident is an older one, where its alerts count from then on',
  operands: [{ name: 'INCIDENT' }],
  options: [
    {
      name: 'into',
      value: 'INCIDENT',
      help: 'the older one: open, of the same class and territory',
    },
    { name: 'undo', help: 'it is one of its own after all; while the older one is open' },
  ],
  formats: [],
  notes: [
    'Where nobody has the younger one, nobody has the older one any more, and people are paged.',
  ],
  examples: [
    'leitstand incident merge INC-17 --into INC-12',
    'leitstand incident merge INC-17 --undo',
  ],
  run,
};
