import { answerOf } from '../api/client.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';

async function run(call: Call): Promise<ExitCode> {
  const [id = '', text = ''] = call.operands;
  const answer = await call
    .api()
    .POST('/incidents/{id}/notes', { params: { path: { id } }, body: { text } });
  call.terminal.say(`noted in ${answerOf(answer, 'name').name}`);
  return EXIT.OK;
}

export const incidentNote: Command = {
  noun: 'incident',
  verb: 'note',
  summary: 'Write something down in the timeline of an incident',
  operands: [{ name: 'INCIDENT' }, { name: 'TEXT' }],
  options: [],
  formats: [],
  notes: [],
  examples: ["leitstand incident note INC-17 'rolled back to 4.1.2'"],
  run,
};
