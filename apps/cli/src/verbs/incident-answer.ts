import { answerOf } from '../api/client.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { usage } from '../failure/failure.js';

async function run(call: Call): Promise<ExitCode> {
  const { options, operands } = call;
  if (options.has('accept') === options.has('decline'))
    throw usage('Say one of --accept and --decline.');
  const answer = options.has('accept') ? 'accepted' : 'declined';
  const params = { path: { id: operands[0] ?? '' } };
  const sent = await call
    .api()
    .POST('/incidents/{id}/responders/answer', { params, body: { answer } });
  call.terminal.say(`${answer} to help with ${answerOf(sent, 'name').name}`);
  return EXIT.OK;
}

export const incidentAnswer: Command = {
  noun: 'incident',
  verb: 'answer',
  summary: 'Say whether you help with an incident, as you were asked to',
  operands: [{ name: 'INCIDENT' }],
  options: [
    { name: 'accept', help: 'you help' },
    { name: 'decline', help: 'you do not' },
  ],
  formats: [],
  notes: ['Whoever asked is told. Acknowledging the incident accepts, too.'],
  examples: ['leitstand incident answer INC-17 --accept'],
  run,
};
