import { INCIDENT_SEVERITIES, type IncidentClass, type IncidentSeverity } from '#contract';

/** What words of the label `severity` mean to one source, in small letters; asked before what they mean to everybody. */
export type SeverityWords = Readonly<Record<string, IncidentSeverity>>;

const COMMON: SeverityWords = {
  emergency: 'emergency',
  critical: 'critical',
  page: 'page',
  ticket: 'ticket',
  warning: 'ticket',
  info: 'info',
  none: 'info',
};

/** A word that nobody knows, and none at all, wakes somebody: the other way round a page would be lost in silence. */
const UNKNOWN: IncidentSeverity = 'page';

/** How bad an alert is. @param word its label `severity` */
export function severityOf(word: string | undefined, own: SeverityWords): IncidentSeverity {
  const key = (word ?? '').trim().toLowerCase();
  return valueOf(own, key) ?? valueOf(COMMON, key) ?? UNKNOWN;
}

function valueOf(words: SeverityWords, key: string): IncidentSeverity | undefined {
  return Object.hasOwn(words, key) ? words[key] : undefined;
}

/** What a severity asks of people. */
export function classOf(severity: IncidentSeverity): IncidentClass {
  return severity === 'ticket' || severity === 'info' ? severity : 'page';
}

/** The worst of these; null of none. */
export function worstOf(severities: readonly IncidentSeverity[]): IncidentSeverity | null {
  return INCIDENT_SEVERITIES.find((severity) => severities.includes(severity)) ?? null;
}
