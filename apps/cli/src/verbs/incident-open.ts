import { setTimeout as pause } from 'node:timers/promises';
import { INCIDENT_SEVERITIES, type IncidentSeverity } from '#contract';
import { answerOf } from '../api/client.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { safeText } from '../output/safe-text.js';
import { outcomeText } from './incident-words.js';
import { whoIsPaged } from './who-is-paged.js';

const ASKED_AGAIN_MS = 250;

async function run(call: Call): Promise<ExitCode> {
  const { terminal, options } = call;
  const body = {
    title: call.operands[0] ?? '',
    // What may be said was checked against the list that the contract is made of.
    severity: (options.text('severity') ?? 'page') as IncidentSeverity,
    subject: options.text('subject') ?? null,
    territory: options.text('territory') ?? null,
    note: options.text('note') ?? null,
  };
  const api = call.api();
  const made = answerOf(await api.POST('/incidents', { body }), 'name', 'state');
  if (terminal.quiet) terminal.data(safeText(made.name));
  else terminal.say(outcomeText(made));
  if (terminal.quiet || made.class !== 'page') return EXIT.OK;
  const params = { path: { id: made.id } };
  const ask = async () => (await api.GET('/incidents/{id}/escalation', { params })).data ?? null;
  const paged = await whoIsPaged(ask, () => pause(ASKED_AGAIN_MS));
  if (paged !== null) terminal.say(safeText(`${made.name} ${paged}`));
  return EXIT.OK;
}

export const incidentOpen: Command = {
  noun: 'incident',
  verb: 'open',
  summary: 'Declare an incident, without an alert',
  operands: [{ name: 'TITLE' }],
  options: [
    {
      name: 'severity',
      value: 'SEVERITY',
      choices: INCIDENT_SEVERITIES,
      help: `${INCIDENT_SEVERITIES.join(', ')}; page by default`,
    },
    { name: 'subject', value: 'NAME', help: 'what it is about' },
    { name: 'territory', value: 'CODE', help: 'where, if it is about no subject' },
    { name: 'note', value: 'TEXT', help: 'what to write into the timeline with it' },
  ],
  formats: [],
  notes: ['emergency, critical and page wake somebody up; -q prints its number alone.'],
  examples: [
    "leitstand incident open 'nobody can pay' --subject shop --severity critical",
    "leitstand incident open 'drill on paper' --severity info --territory DE",
  ],
  run,
};
