import type { TopicContent } from '../../notifications/domain/topic-content.js';
import { isOpenIncident, nameOf, titleOf, type Incident, type IncidentNames } from './incident.js';

const WORDS = {
  de: {
    about: 'Betrifft',
    severity: 'Schweregrad',
    severities: {
      emergency: 'Notfall',
      critical: 'Kritisch',
      page: 'Alarm',
      ticket: 'Ticket',
      info: 'Hinweis',
    },
    reopened: 'Wieder offen: Er war schon behoben',
    again: 'wieder offen',
    since: (minutes: number) =>
      minutes < 2
        ? 'Seit weniger als zwei Minuten'
        : minutes < 120
          ? `Seit ${minutes} Minuten`
          : `Seit ${Math.round(minutes / 60)} Stunden`,
    firing: (count: number) => (count === 1 ? '1 Alarm feuert' : `${count} Alarme feuern`),
    state: {
      triggered: 'Niemand hat quittiert',
      acknowledged: 'Quittiert von',
      resolved: 'Behoben',
    },
  },
  en: {
    about: 'About',
    severity: 'Severity',
    severities: {
      emergency: 'Emergency',
      critical: 'Critical',
      page: 'Page',
      ticket: 'Ticket',
      info: 'Info',
    },
    reopened: 'Reopened: it had been resolved',
    again: 'reopened',
    since: (minutes: number) =>
      minutes < 2
        ? 'For less than two minutes'
        : minutes < 120
          ? `For ${minutes} minutes`
          : `For ${Math.round(minutes / 60)} hours`,
    firing: (count: number) => (count === 1 ? '1 alert fires' : `${count} alerts fire`),
    state: {
      triggered: 'Nobody has acknowledged it',
      acknowledged: 'Acknowledged by',
      resolved: 'Resolved',
    },
  },
} as const;

/**
 * What a notification about an incident says.
 * @param sample whether it is about something of the sample
 */
export function incidentContent(
  incident: Incident,
  names: IncidentNames,
  sample: boolean,
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
    ],
    reference: nameOf(incident),
    path: `/incidents/${nameOf(incident)}`,
    sample,
  };
}
