import { answerOf } from '../api/client.js';
import type { IncidentDetail, IncidentTimeline, SloSpent } from '../api/nouns.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { count, percent, time } from '../output/amounts.js';
import { printWhole } from '../output/print.js';
import { safeText } from '../output/safe-text.js';
import { sheet, type Cell } from '../output/table.js';
import {
  byText,
  eventText,
  heldText,
  incidentState,
  snoozeText,
  titleText,
  unconfirmedText,
  unheardText,
} from './incident-words.js';

type Field = readonly [string, string | Cell | null];

function fieldsOf(incident: IncidentDetail, spent: SloSpent | null): Field[] {
  const { name, state, severity, territory, subject, slo, team, source } = incident;
  return [
    ['incident', name],
    ['title', titleText(incident)],
    ['state', incidentState(state)],
    ...(incident.unconfirmed
      ? [
          [
            'not over',
            { text: unconfirmedText(incident.unconfirmed.reason), tone: 'warn' },
          ] as const,
        ]
      : []),
    ['merged into', incident.mergedInto && incident.mergedInto.name],
    ['severity', `${severity} (${incident.class})`],
    ['pages', unheardText(incident)],
    ['SLO', slo],
    ['spent', spentText(spent)],
    ['subject', subject],
    ['team', team],
    ['territory', territory],
    ['source', source],
    ['held open by', incident.state === 'resolved' ? null : heldText(incident)],
    ['since', time(incident.triggeredAt)],
    ['first began', incident.startedAt === incident.triggeredAt ? null : time(incident.startedAt)],
    ['acknowledged', byText(incident.acknowledgedBy, incident.acknowledgedAt)],
    ['lapses', incident.acknowledgedUntil && time(incident.acknowledgedUntil)],
    ['snoozed', snoozeText(incident)],
    ['resolved', byText(incident.resolvedBy, incident.resolvedAt)],
    ...incident.alerts.map((alert): Field => [
      'alert',
      {
        text: `${alert.ended ? 'unconfirmed' : alert.firing ? 'firing' : 'over'}  ${alert.name}: ${alert.summary}`,
        tone: alert.firing ? 'bad' : 'dim',
      },
    ]),
    ...(incident.folded > 0 ? [['alerts', `and ${incident.folded} more fire`] as const] : []),
    ...incident.merged.map((one): Field => ['took in', `${one.name} ${titleText(one)}`]),
    ...incident.related.map((one): Field => [
      'related',
      `${one.name} (${one.state}) ${titleText(one)}`,
    ]),
  ];
}

async function run(call: Call): Promise<ExitCode> {
  const { terminal, format } = call;
  const params = { path: { id: call.operands[0] ?? '' } };
  const api = call.api();
  const incident = answerOf(await api.GET('/incidents/{id}', { params }), 'name', 'alerts');
  const timeline = answerOf(
    await api.GET('/incidents/{id}/timeline', { params }),
    'items',
    'people',
  );
  const spent = await spentOf(call, incident);
  if (format === 'json' || format === 'yaml')
    printWhole(call, format, { ...incident, spent, timeline: timeline.items });
  else if (terminal.quiet) terminal.data(safeText(incident.name));
  else
    terminal.data(
      `${sheet(fieldsOf(incident, spent), terminal.style)}\n\n${timelineText(timeline)}`,
    );
  if (timeline.brokenAt !== null)
    terminal.say(`Entry ${timeline.brokenAt} of the timeline is not as it was written.`);
  return EXIT.OK;
}

/** What it took from the budget of its SLO; null without one, and where nothing is known of it (any more). */
async function spentOf(
  call: Call,
  { slo, startedAt, resolvedAt }: IncidentDetail,
): Promise<SloSpent | null> {
  if (slo === null) return null;
  const query = { from: startedAt, ...(resolvedAt === null ? {} : { to: resolvedAt }) };
  const answer = await call
    .api()
    .GET('/slos/{slug}/spent', { params: { path: { slug: slo }, query } });
  return answer.response.ok ? answerOf(answer, 'share') : null;
}

function spentText(spent: SloSpent | null): string | null {
  if (spent === null || spent.share === null) return null;
  const { share, bad, good, from, to } = spent;
  return `${percent(share)} of the budget: ${count(bad)} of ${count(bad + good)} events bad, ${time(from)} to ${time(to)}`;
}

function timelineText({ items, people }: IncidentTimeline): string {
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return items.map((event) => safeText(eventText(event, names))).join('\n');
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
