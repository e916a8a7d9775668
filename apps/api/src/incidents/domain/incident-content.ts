import type { TopicContent } from '../../notifications/domain/topic-content.js';
import { nameOf, type Incident } from './incident.js';

const WORDS = {
  de: {
    about: 'Betrifft',
    severity: 'Schwere',
    since: (minutes: number) =>
      minutes < 2
        ? 'Seit eben'
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
    since: (minutes: number) =>
      minutes < 2
        ? 'Just now'
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
  sample: boolean,
  locale: 'de' | 'en',
  now: Date,
): TopicContent {
  const words = WORDS[locale];
  const { title, severity, subject, slo, state, acknowledgedBy } = incident;
  const about = [slo, subject].filter((name) => name !== null).join(', ');
  const firing = incident.firing + incident.folded;
  const minutes = Math.floor((now.getTime() - incident.startedAt.getTime()) / 60_000);
  const by = state === 'acknowledged' && acknowledgedBy ? ` ${acknowledgedBy.name}` : '';
  return {
    title: `${nameOf(incident)}: ${title}`,
    lines: [
      ...(about === '' ? [] : [`${words.about}: ${about}`]),
      `${words.severity}: ${severity}`,
      words.since(minutes),
      ...(firing === 0 ? [] : [words.firing(firing)]),
      `${words.state[state]}${by}`,
    ],
    reference: nameOf(incident),
    path: `/incidents/${nameOf(incident)}`,
    sample,
  };
}
