import { peopleNamed } from '#contract';
import type { IncidentEvent } from '../../api/contract.js';
import { roleWord } from '../../api/nouns/responder.js';
import { SEVERITY_NAME } from './incident-words.js';
import type { MessageKey, MessageValues, Translate } from '../../i18n/message-key.js';

const SAYS: Readonly<Record<string, MessageKey>> = {
  triggered: 'incident-room:event.triggered',
  declared: 'incident-room:event.declared',
  recorded: 'incident-room:event.recorded',
  reopened: 'incident-room:event.reopened',
  acknowledged: 'incident-room:event.acknowledged',
  unacknowledged: 'incident-room:event.unacknowledged',
  snoozed: 'incident-room:event.snoozed',
  unsnoozed: 'incident-room:event.unsnoozed',
  resolved: 'incident-room:event.resolved',
  merged: 'incident-room:event.merged',
  unmerged: 'incident-room:event.unmerged',
  absorbed: 'incident-room:event.absorbed',
  released: 'incident-room:event.released',
  flapping: 'incident-room:event.flapping',
  'maintenance.held': 'incident-room:event.maintenanceHeld',
  'maintenance.ended': 'incident-room:event.maintenanceEnded',
  noted: 'incident-room:event.noted',
  'alerts.fired': 'incident-room:event.alertsFired',
  'alerts.relabelled': 'incident-room:event.alertsRelabelled',
  'alerts.missed': 'incident-room:event.alertsMissed',
  'alerts.resolved': 'incident-room:event.alertsResolved',
  'alarm.raised': 'incident-room:event.alarmRaised',
  'resolution.unconfirmed': 'incident-room:event.resolutionUnconfirmed',
  'resolution.refuted': 'incident-room:event.resolutionRefuted',
  'alert.retold': 'incident-room:event.alertRetold',
  'severity.raised': 'incident-room:event.severityRaised',
  'escalation.started': 'incident-room:event.escalationStarted',
  'escalation.unserved': 'incident-room:event.escalationUnserved',
  'escalation.paged': 'incident-room:event.escalationPaged',
  'escalation.paused': 'incident-room:event.escalationPaused',
  'escalation.nobody': 'incident-room:event.escalationNobody',
  'escalation.declined': 'incident-room:event.escalationDeclined',
  'escalation.hastened': 'incident-room:event.escalationHastened',
  'escalation.awaited': 'incident-room:event.escalationAwaited',
  joined: 'incident-room:event.joined',
  'responder.asked': 'incident-room:event.responderAsked',
  'responder.accepted': 'incident-room:event.responderAccepted',
  'responder.declined': 'incident-room:event.responderDeclined',
  'responder.silent': 'incident-room:event.responderSilent',
  'role.handed': 'incident-room:event.roleHanded',
  'role.cleared': 'incident-room:event.roleCleared',
};

/** Under which a policy's name stands among the names of a timeline. */
export const policyKey = (slug: string): string => `policy ${slug}`;

/** What people are called, by id, and policies (`policyKey`). */
export type Names = ReadonlyMap<string, string>;

const textIn = (data: IncidentEvent['data'], key: string): string => {
  const value = data[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

const lengthIn = (data: IncidentEvent['data'], key: string): number => {
  const value = data[key];
  return Array.isArray(value) ? value.length : 0;
};

/** What happened depends on who said so, too. */
function keyOf(kind: string, data: IncidentEvent['data']): MessageKey | undefined {
  const isLate = kind === 'triggered' || kind === 'alerts.fired';
  if (isLate && data['reconciled'] === true) return 'incident-room:event.alertsFiredLate';
  if (kind === 'alerts.resolved' && data['givenUp'] === true)
    return 'incident-room:event.alertsGivenUp';
  return SAYS[kind];
}

/** Whether a way leads to everybody whom an entry names, where it says so. */
function reachedIn({ people }: IncidentEvent['data']): boolean {
  const all = Array.isArray(people) ? (people as { methods?: unknown }[]) : [];
  return all.every(({ methods }) => methods !== 0);
}

/** What happened, in the language on screen, to an incident that Leitstand noticed itself or another; a kind of a newer server keeps its name. */
export function eventText(
  t: Translate,
  { kind, data }: IncidentEvent,
  names: Names,
  selfRaised: boolean,
): string {
  const key = keyOf(kind, data);
  if (key === undefined) return kind;
  const severity = (name: string): string => {
    const word = textIn(data, name);
    return Object.hasOwn(SEVERITY_NAME, word)
      ? t(SEVERITY_NAME[word as keyof typeof SEVERITY_NAME])
      : word;
  };
  const policy = (data['policy'] ?? {}) as Record<string, unknown>;
  const people = peopleNamed(data, names);
  const values: MessageValues = {
    count: typeof data['count'] === 'number' ? data['count'] : lengthIn(data, 'alerts'),
    people: lengthIn(data, 'people'),
    named: String(people.length > 0),
    names: people.join(', '),
    step: textIn(data, 'step'),
    route: textIn(data, 'route') || 'step',
    name: textIn(data, 'name'),
    role: roleWord(textIn(data, 'role')),
    schedule: textIn(data, 'schedule') || 'none',
    reached: String(reachedIn(data)),
    incident: textIn(data, 'incident'),
    policy: names.get(policyKey(textIn(policy, 'slug'))) ?? textIn(policy, 'slug'),
    from: kind === 'severity.raised' ? severity('from') : textIn(data, 'from'),
    to: kind === 'severity.raised' ? severity('to') : textIn(data, 'to'),
    because: textIn(data, 'because').replaceAll('-', ''),
    automatic: data['automatic'] === true ? (selfRaised ? 'itself' : 'true') : 'false',
    despite: String(data['despiteFiring'] === true),
    lapsed: String(data['because'] === 'acknowledge-timeout'),
    late: typeof data['late'] === 'number' ? data['late'] : 0,
    missed: typeof data['missed'] === 'number' ? data['missed'] : 0,
  };
  return t(key, values);
}

/** Until when an entry says that something holds, or when something would have come; null = it says no time. */
export function eventTime({ kind, data }: IncidentEvent): string | null {
  if (kind === 'snoozed' || kind === 'maintenance.held') return textIn(data, 'until') || null;
  return kind === 'escalation.paused' ? textIn(data, 'next') || null : null;
}

/** The other incident that an entry is about, `INC-17`; null = it is about none. */
export function eventIncident({ data }: IncidentEvent): string | null {
  return textIn(data, 'incident') || null;
}

/** What somebody wrote down with it; null = nothing. */
export function eventNote({ data }: IncidentEvent): string | null {
  return textIn(data, 'text') || textIn(data, 'note') || null;
}

/** The alerts an entry is about, by name. */
export function eventAlerts({ data }: IncidentEvent): string[] {
  const { alerts } = data;
  if (!Array.isArray(alerts)) return [];
  const names = (alerts as { name?: unknown }[]).map(({ name }) => name);
  return [...new Set(names.filter((name) => typeof name === 'string'))];
}
