import { answerOf } from '../api/client.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { usage } from '../failure/failure.js';

async function run(call: Call): Promise<ExitCode> {
  const { options, operands } = call;
  const [user, schedule] = [options.text('user'), options.text('schedule')];
  if ((user === undefined) === (schedule === undefined))
    throw usage('Say one of --user and --schedule.');
  const body = schedule === undefined ? { user: user ?? '' } : { schedule };
  const params = { path: { id: operands[0] ?? '' } };
  const answer = await call.api().POST('/incidents/{id}/responders', { params, body });
  const { name, responders } = answerOf(answer, 'name', 'responders');
  const helping = responders.map((one) => `${one.name} (${one.state})`).join(', ');
  call.terminal.say(`asked to help with ${name}: ${helping}`);
  return EXIT.OK;
}

export const incidentAsk: Command = {
  noun: 'incident',
  verb: 'ask',
  summary: 'Ask somebody to help with an incident, and page them',
  operands: [{ name: 'INCIDENT' }],
  options: [
    { name: 'user', value: 'ADDRESS', help: 'somebody by mail address' },
    { name: 'schedule', value: 'SCHEDULE', help: 'whoever is on call by it now' },
  ],
  formats: [],
  notes: [
    'They may read, acknowledge and note the incident until they decline. You are told what they answer, or that there is no answer for 5 minutes.',
  ],
  examples: [
    'leitstand incident ask INC-17 --user ben@example.org',
    'leitstand incident ask INC-17 --schedule database',
  ],
  run,
};
