import { answerOf } from '../api/client.js';
import type { IncidentDetail, IncidentTimeline, SimilarIncident, SloSpent } from '../api/nouns.js';
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

/** Until when nobody is paged about it, and why. */
function pauses(incident: IncidentDetail): Field[] {
  const { maintenance } = incident;
  const held =
    maintenance && `${maintenance.window} until ${time(maintenance.until)}: nobody is paged`;
  return [
    ['snoozed', snoozeText(incident)],
    ['maintenance', held],
  ];
}

function fieldsOf(
  incident: IncidentDetail,
  spent: SloSpent | null,
  similar: readonly SimilarIncident[],
): Field[] {
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
    ...incident.causes.map((one): Field => [
      'because of',
      `probably ${one.name} ${titleText(one)}`,
    ]),
    ...incident.effects.map((one): Field => ['cause of', `probably ${one.name} ${titleText(one)}`]),
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
    ...pauses(incident),
    ...incident.roles.map((one): Field => [one.role, `${one.name}, ${time(one.since)}`]),
    ...incident.responders.map((one): Field => [
      'asked',
      `${one.name} (${one.state}) by ${one.askedBy.name}, ${time(one.askedAt)}`,
    ]),
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
    ...similar.map((one): Field => ['similar', similarText(one)]),
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
  const similar = answerOf(await api.GET('/incidents/{id}/similar', { params }), 'items').items;
  const spent = await spentOf(call, incident);
  if (format === 'json' || format === 'yaml')
    printWhole(call, format, { ...incident, spent, similar, timeline: timeline.items });
  else if (terminal.quiet) terminal.data(safeText(incident.name));
  else
    terminal.data(
      `${sheet(fieldsOf(incident, spent, similar), terminal.style)}\n\n${timelineText(timeline)}`,
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

/** When, for how long, who ended it, and what was written down last. */
function similarText(one: SimilarIncident): string {
  const minutes = Math.round((Date.parse(one.resolvedAt) - Date.parse(one.startedAt)) / 60_000);
  const by = one.automatic ? 'by itself' : `by ${one.resolvedBy.name}`;
  const note = one.lastNote ? `: ${one.lastNote.text}` : '';
  return `${one.name} (${one.by}) ${time(one.startedAt)}, ${minutes} min, ended ${by}${note}`;
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
