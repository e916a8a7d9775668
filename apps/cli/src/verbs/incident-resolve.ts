import { answerOf } from '../api/client.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { outcomeText } from './incident-words.js';

async function run(call: Call): Promise<ExitCode> {
  const params = { path: { id: call.operands[0] ?? '' } };
  const body = {
    despiteFiring: call.options.has('despite-firing'),
    note: call.options.text('note') ?? null,
  };
  const answer = await call.api().POST('/incidents/{id}/resolution', { params, body });
  call.terminal.say(outcomeText(answerOf(answer, 'name', 'state')));
  return EXIT.OK;
}

export const incidentResolve: Command = {
  noun: 'incident',
  verb: 'resolve',
  summary: 'Say that an incident is over',
  operands: [{ name: 'INCIDENT' }],
  options: [
    { name: 'despite-firing', help: 'its alerts that still fire shall page no more' },
    { name: 'note', value: 'TEXT', help: 'what to write into the timeline with it' },
  ],
  formats: [],
  notes: ['While alerts of it fire it is refused, and names them.'],
  examples: [
    'leitstand incident resolve INC-17',
    "leitstand incident resolve INC-17 --despite-firing --note 'known, fixed tomorrow'",
  ],
  run,
};
