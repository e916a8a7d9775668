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
    since: (minutes: number) =>
      minutes < 1
        ? 'Seit eben'
        : minutes === 1
          ? 'Seit 1 Minute'
          : minutes < 120
            ? `Seit ${minutes} Minuten`
            : `Seit ${Math.round(minutes / 60)} Stunden`,
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
    snoozed: (name: string, minutes: number) =>
      `Zurückgestellt von ${name}, noch ${minutes === 1 ? '1 Minute' : `${minutes} Minuten`}: So lange wird niemand alarmiert`,
    unsnoozed: (name: string) => `Zurückgestellt war er von ${name}: Das ist vorbei`,
    lapsed: `Quittierung verfallen: ${TIMEOUT_MINUTES} Minuten lang wurde er nicht behoben`,
    runbook: 'Runbook',
  },
  en: {
    about: 'About',
    severity: 'Severity',
    reopened: 'Reopened: it had been resolved',
    again: 'reopened',
    since: (minutes: number) =>
      minutes < 1
        ? 'Just now'
        : minutes === 1
          ? 'For 1 minute'
          : minutes < 120
            ? `For ${minutes} minutes`
            : `For ${Math.round(minutes / 60)} hours`,
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
    snoozed: (name: string, minutes: number) =>
      `Snoozed by ${name} for another ${minutes === 1 ? 'minute' : `${minutes} minutes`}: nobody is paged until then`,
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

/**
 * What a notification about an incident says.
 */
export function incidentContent(
  incident: Incident,
  { names, sample, lapsed, unsnoozed, runbooks }: ToldBesides,
  locale: 'de' | 'en',
  now: Date,
): TopicContent {
  const words = WORDS[locale];
  const { severity, subject, slo, state, acknowledgedBy } = incident;
  const about = [names.slo ?? slo, names.subject ?? subject]
    .filter((name) => name !== null)
    .join(', ');
  const reopened = isOpenIncident(incident) && names.reopened;
  const firing = incident.firing + incident.folded;
  const minutes = Math.floor((now.getTime() - incident.startedAt.getTime()) / 60_000);
  const by = state === 'acknowledged' && acknowledgedBy ? ` ${acknowledgedBy.name}` : '';
  return {
    title: `${nameOf(incident)}${reopened ? ` (${words.again})` : ''}: ${titleOf(incident, names, locale)}`,
    lines: [
      ...(about === '' ? [] : [`${words.about}: ${about}`]),
      `${words.severity}: ${words.severities[severity]}`,
      ...(reopened ? [words.reopened] : []),
      words.since(minutes),
      ...(firing === 0 ? [] : [words.firing(firing)]),
      `${words.state[state]}${by}`,
      ...snoozeLines(incident, unsnoozed, locale, now),
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
  locale: 'de' | 'en',
  now: Date,
): string[] {
  const words = WORDS[locale];
  const held = presentSnooze(incident);
  if (held !== null) {
    const minutes = Math.ceil((held.until.getTime() - now.getTime()) / 60_000);
    return [words.snoozed(held.by.name, Math.max(1, minutes))];
  }
  const { snooze, state } = incident;
  return unsnoozed && snooze !== null && state === 'triggered'
    ? [words.unsnoozed(snooze.by.name)]
    : [];
}
