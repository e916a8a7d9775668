import { INCIDENT_ROLES, type IncidentRole } from '#contract';
import { answerOf } from '../api/client.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { usage } from '../failure/failure.js';

const isRole = (text: string): text is IncidentRole =>
  (INCIDENT_ROLES as readonly string[]).includes(text);

async function run(call: Call): Promise<ExitCode> {
  const { options, operands } = call;
  const [id = '', role = ''] = operands;
  const user = options.text('user') ?? null;
  if ((user === null) !== options.has('nobody')) throw usage('Say one of --user and --nobody.');
  if (!isRole(role)) throw usage(`ROLE is one of ${INCIDENT_ROLES.join(', ')}.`);
  const params = { path: { id } };
  const answer = await call.api().POST('/incidents/{id}/roles', { params, body: { role, user } });
  const { name, roles } = answerOf(answer, 'name', 'roles');
  const holder = roles.find((one) => one.role === role)?.name ?? 'nobody';
  call.terminal.say(`${role} of ${name}: ${holder}`);
  return EXIT.OK;
}

export const incidentRole: Command = {
  noun: 'incident',
  verb: 'role',
  summary: 'Hand a role in an incident to somebody',
  operands: [{ name: 'INCIDENT' }, { name: 'ROLE' }],
  options: [
    { name: 'user', value: 'ADDRESS', help: 'who has it from now on' },
    { name: 'nobody', help: 'nobody has it any more' },
  ],
  formats: [],
  notes: [`ROLE is one of ${INCIDENT_ROLES.join(', ')}; each has one holder at most.`],
  examples: ['leitstand incident role INC-17 incident-commander --user ben@example.org'],
  run,
};
