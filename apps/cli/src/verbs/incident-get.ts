import { answerOf } from '../api/client.js';
import type { IncidentDetail, IncidentEvent } from '../api/nouns.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { time } from '../output/amounts.js';
import { printWhole } from '../output/print.js';
import { safeText } from '../output/safe-text.js';
import { sheet, type Cell } from '../output/table.js';
import { byText, eventText, incidentState, unconfirmedText } from './incident-words.js';

type Field = readonly [string, string | Cell | null];

function fieldsOf(incident: IncidentDetail): Field[] {
  const { name, title, state, severity, territory, subject, slo, team, source } = incident;
  return [
    ['incident', name],
    ['title', title],
    ['state', incidentState(state)],
    ...(incident.unconfirmed
      ? [
          [
            'not over',
            { text: unconfirmedText(incident.unconfirmed.reason), tone: 'warn' },
          ] as const,
        ]
      : []),
    ['severity', `${severity} (${incident.class})`],
    ['SLO', slo],
    ['subject', subject],
    ['team', team],
    ['territory', territory],
    ['source', source],
    ['since', time(incident.startedAt)],
    ['triggered', time(incident.triggeredAt)],
    ['acknowledged', byText(incident.acknowledgedBy, incident.acknowledgedAt)],
    ['lapses', incident.acknowledgedUntil && time(incident.acknowledgedUntil)],
    ['resolved', byText(incident.resolvedBy, incident.resolvedAt)],
    ...incident.alerts.map((alert): Field => [
      'alert',
      {
        text: `${alert.ended ? 'unconfirmed' : alert.firing ? 'firing' : 'over'}  ${alert.summary}`,
        tone: alert.firing ? 'bad' : 'dim',
      },
    ]),
    ...(incident.folded > 0 ? [['alerts', `and ${incident.folded} more fire`] as const] : []),
    ...incident.related.map((one): Field => ['related', `${one.name} (${one.state}) ${one.title}`]),
  ];
}

async function run(call: Call): Promise<ExitCode> {
  const { terminal, format } = call;
  const params = { path: { id: call.operands[0] ?? '' } };
  const api = call.api();
  const incident = answerOf(await api.GET('/incidents/{id}', { params }), 'name', 'alerts');
  const timeline = answerOf(await api.GET('/incidents/{id}/timeline', { params }), 'items');
  if (format === 'json' || format === 'yaml')
    printWhole(call, format, { ...incident, timeline: timeline.items });
  else if (terminal.quiet) terminal.data(safeText(incident.name));
  else
    terminal.data(
      `${sheet(fieldsOf(incident), terminal.style)}\n\n${timelineText(timeline.items)}`,
    );
  if (timeline.brokenAt !== null)
    terminal.say(`Entry ${timeline.brokenAt} of the timeline is not as it was written.`);
  return EXIT.OK;
}

function timelineText(events: readonly IncidentEvent[]): string {
  return events.map((event) => safeText(eventText(event))).join('\n');
}

export const incidentGet: Command = {
  noun: 'incident',
  verb: 'get',
  summary: 'One incident: its alerts, who has it, and what happened',
  operands: [{ name: 'INCIDENT' }],
  options: [],
  formats: ['table', 'json', 'yaml'],
  notes: [],
  examples: ['leitstand incident get INC-17', 'leitstand incident get 17 -o json --json state'],
  run,
};
