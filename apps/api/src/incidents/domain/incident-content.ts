import { timeFor, type Reader } from '../../platform/kernel/reader.js';
import type { TopicContent } from '../../notifications/domain/topic-content.js';
import {
  ACKNOWLEDGE_TIMEOUT_MS,
  isOpenIncident,
  nameOf,
  presentSnooze,
  titleOf,
  type Incident,
  type IncidentNames,
} from './incident.js';

const TIMEOUT_MINUTES = ACKNOWLEDGE_TIMEOUT_MS / 60_000;

const WORDS = {
  de: {
    about: 'Betrifft',
    severity: 'Schweregrad',
    reopened: 'Wieder offen: Er war schon behoben',
    again: 'wieder offen',
    since: (at: string) => `Seit ${at}`,
    firing: (count: number) => (count === 1 ? '1 Alarm feuert' : `${count} Alarme feuern`),
    state: {
      triggered: 'Niemand hat quittiert',
      acknowledged: 'Quittiert von',
      resolved: 'Behoben',
    },
    severities: {
      emergency: 'Notfall',
      critical: 'Kritisch',
      page: 'Alarm',
      ticket: 'Ticket',
      info: 'Hinweis',
    },
    snoozed: (name: string, until: string) =>
      `Zurückgestellt von ${name} bis ${until}: So lange wird niemand alarmiert`,
    unsnoozed: (name: string) => `Zurückgestellt war er von ${name}: Das ist vorbei`,
    lapsed: `Quittierung verfallen: ${TIMEOUT_MINUTES} Minuten lang wurde er nicht behoben`,
    runbook: 'Runbook',
  },
  en: {
    about: 'About',
    severity: 'Severity',
    reopened: 'Reopened: it had been resolved',
    again: 'reopened',
    since: (at: string) => `Since ${at}`,
    firing: (count: number) => (count === 1 ? '1 alert fires' : `${count} alerts fire`),
    state: {
      triggered: 'Nobody has acknowledged it',
      acknowledged: 'Acknowledged by',
      resolved: 'Resolved',
    },
    severities: {
      emergency: 'Emergency',
      critical: 'Critical',
      page: 'Page',
      ticket: 'Ticket',
      info: 'Information',
    },
    snoozed: (name: string, until: string) =>
      `Snoozed by ${name} until ${until}: nobody is paged until then`,
    unsnoozed: (name: string) => `It had been snoozed by ${name}: that is over`,
    lapsed: `Its acknowledgement lapsed: it was not resolved for ${TIMEOUT_MINUTES} minutes`,
    runbook: 'Runbook',
  },
} as const;

/** What is told of an incident that does not stand in it. */
export interface ToldBesides {
  readonly names: IncidentNames;
  /** whether it is about something of the sample */
  readonly sample: boolean;
  /** whether it is paged about since its acknowledgement led to nothing */
  readonly lapsed: boolean;
  /** whether it is paged about since it sleeps no more */
  readonly unsnoozed: boolean;
  /** addresses of what to do about it, of its alerts that fire */
  readonly runbooks: readonly string[];
}

/** What a notification about an incident says. It is read later: no time in it is relative. */
export function incidentContent(
  incident: Incident,
  { names, sample, lapsed, unsnoozed, runbooks }: ToldBesides,
  reader: Reader,
): TopicContent {
  const { locale } = reader;
  const words = WORDS[locale];
  const { severity, subject, slo, state, acknowledgedBy } = incident;
  const about = [names.slo ?? slo, names.subject ?? subject]
    .filter((name) => name !== null)
    .join(', ');
  const reopened = isOpenIncident(incident) && names.reopened;
  const firing = incident.firing + incident.folded;
  const by = state === 'acknowledged' && acknowledgedBy ? ` ${acknowledgedBy.name}` : '';
  return {
    title: `${nameOf(incident)}${reopened ? ` (${words.again})` : ''}: ${titleOf(incident, names, locale)}`,
    lines: [
      ...(about === '' ? [] : [`${words.about}: ${about}`]),
      `${words.severity}: ${words.severities[severity]}`,
      ...(reopened ? [words.reopened] : []),
      words.since(timeFor(incident.startedAt, reader)),
      ...(firing === 0 ? [] : [words.firing(firing)]),
      `${words.state[state]}${by}`,
      ...snoozeLines(incident, unsnoozed, reader),
      ...(lapsed && state === 'triggered' ? [words.lapsed] : []),
      ...runbooks.map((address) => `${words.runbook}: ${address}`),
    ],
    reference: nameOf(incident),
    path: `/incidents/${nameOf(incident)}`,
    sample,
  };
}

/** Who keeps people from being paged, and for how long; or who did. */
function snoozeLines(
  incident: Pick<Incident, 'state' | 'snooze'>,
  unsnoozed: boolean,
  reader: Reader,
): string[] {
  const words = WORDS[reader.locale];
  const held = presentSnooze(incident);
  if (held !== null) return [words.snoozed(held.by.name, timeFor(held.until, reader))];
  const { snooze, state } = incident;
  return unsnoozed && snooze !== null && state === 'triggered'
    ? [words.unsnoozed(snooze.by.name)]
    : [];
}
