import { answerOf } from '../api/client.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';

async function run(call: Call): Promise<ExitCode> {
  const params = { path: { id: call.operands[0] ?? '' } };
  const answer = await call.api().POST('/incidents/{id}/not-me', { params });
  const { next } = answerOf(answer, 'runs');
  const people = (next?.people ?? []).map(({ name }) => name).join(', ');
  call.terminal.say(`you are paged no more${people === '' ? '' : `; next: ${people}`}`);
  return EXIT.OK;
}

export const incidentNotMe: Command = {
  noun: 'incident',
  verb: 'not-me',
  summary: 'Decline a page: the next one is paged at once, and nobody has the incident by that',
  operands: [{ name: 'INCIDENT' }],
  options: [],
  formats: [],
  notes: ['Where nobody else is left the fallback is paged.'],
  examples: ['leitstand incident not-me INC-17'],
  run,
};
