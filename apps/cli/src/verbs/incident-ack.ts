import { answerOf } from '../api/client.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { outcomeText } from './incident-words.js';

async function run(call: Call): Promise<ExitCode> {
  const params = { path: { id: call.operands[0] ?? '' } };
  const api = call.api();
  const answer = call.options.has('undo')
    ? await api.POST('/incidents/{id}/unacknowledgement', { params })
    : await api.POST('/incidents/{id}/acknowledgement', { params });
  call.terminal.say(outcomeText(answerOf(answer, 'name', 'state')));
  return EXIT.OK;
}

export const incidentAck: Command = {
  noun: 'incident',
  verb: 'ack',
  summary: 'Take an incident on, so that nobody else is paged',
  operands: [{ name: 'INCIDENT' }],
  options: [{ name: 'undo', help: 'nobody is on it any more: paging begins again' }],
  formats: [],
  notes: ['Once somebody has it, it stays theirs; says who.'],
  examples: ['leitstand incident ack INC-17', 'leitstand incident ack INC-17 --undo'],
  run,
};
