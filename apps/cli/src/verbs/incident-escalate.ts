import { answerOf } from '../api/client.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';

async function run(call: Call): Promise<ExitCode> {
  const params = { path: { id: call.operands[0] ?? '' } };
  const api = call.api();
  const before = answerOf(await api.GET('/incidents/{id}/escalation', { params }), 'runs');
  const [newest] = before.runs;
  const next = before.next && { loop: before.next.loop, step: before.next.step };
  const seen = newest ? { run: newest.number, next } : null;
  answerOf(await api.POST('/incidents/{id}/escalate', { params, body: { seen } }), 'runs');
  const people = (before.next?.people ?? []).map(({ name }) => name).join(', ');
  call.terminal.say(`escalated${people === '' ? '' : `: ${people} next`}`);
  return EXIT.OK;
}

export const incidentEscalate: Command = {
  noun: 'incident',
  verb: 'escalate',
  summary: 'Begin the next step of the escalation at once',
  operands: [{ name: 'INCIDENT' }],
  options: [],
  formats: [],
  notes: ['Where somebody has the incident, they have it no more.'],
  examples: ['leitstand incident escalate INC-17'],
  run,
};
