import {
  incidentTitle,
  peopleNamed,
  type IncidentOrigin,
  type IncidentState,
  type TitledIncident,
  type UnconfirmedReason,
} from '#contract';
import type { Incident, IncidentDetail, IncidentEvent } from '../api/nouns.js';
import { time } from '../output/amounts.js';
import type { Tone } from '../output/style.js';
import type { Cell } from '../output/table.js';

const TONES: Readonly<Record<IncidentState, Tone>> = {
  triggered: 'bad',
  acknowledged: 'warn',
  resolved: 'good',
};

/** A state in its own word, coloured where colours are wanted. */
export function incidentState(state: IncidentState): Cell {
  return { text: state, tone: TONES[state] };
}

/** What it is called, with the names that people know; the alert's own words where the rule is none of ours. */
export function titleText(incident: TitledIncident): string {
  return incidentTitle(incident, 'en');
}

/** What it is about: the SLO, else the subject, by its name in paths. */
export function aboutText({ slo, subject }: Incident): string {
  return slo ?? subject ?? '-';
}

/** Who has it, or had it: `Anna, 2026-03-02 12:01`. */
export function byText(
  by: Incident['acknowledgedBy'],
  at: Incident['acknowledgedAt'],
): string | null {
  return by === null ? null : `${by.name}, ${time(at)}`;
}

/** Why nobody is paged about it, in words. */
export const UNHEARD = {
  unserved: 'pages nobody: no escalation policy is for it',
  unreachable: 'pages nobody: nobody can be reached',
} as const;

/** That nobody is paged about it, and why; null where somebody is, or nobody is to be. */
export function unheardText({ unheard }: Incident): Cell | null {
  return unheard === null ? null : { text: UNHEARD[unheard], tone: 'bad' };
}

/** Who has it; that nobody is even paged comes first, and until when it sleeps. */
export function takenText({ unheard, acknowledgedBy, snooze }: Incident): string | Cell {
  if (unheard !== null) return { text: 'pages nobody', tone: 'bad' };
  const by = acknowledgedBy?.name ?? '-';
  return snooze === null
    ? by
    : { text: `${by}, snoozed until ${time(snooze.until)}`, tone: 'warn' };
}

/** Until when nobody is paged about it, and who said so; null when it does not sleep. */
export function snoozeText({ snooze }: Incident): string | null {
  return snooze && `until ${time(snooze.until)} by ${snooze.by.name}, ${time(snooze.at)}`;
}

/** What holds an incident open that has no alert which fires. */
const HELD: Readonly<Record<IncidentOrigin, string>> = {
  alerts: '0',
  heartbeat: 'heartbeat late',
  source: 'source silent',
  people: 'declared',
};

/** What holds it open: how many alerts fire, those included that were too many to be kept one by one, or what is silent, or people. */
export function heldText({
  state,
  origin,
  firing,
  folded,
  quietUntil,
}: Pick<Incident, 'state' | 'origin' | 'firing' | 'folded' | 'quietUntil'>): string {
  if (state === 'resolved') return '-';
  const alerts = firing + folded;
  if (quietUntil !== null && alerts === 0) return 'quiet';
  const isSilence = origin === 'heartbeat' || origin === 'source';
  if (alerts > 0) return isSilence ? `${HELD[origin]}, ${alerts}` : String(alerts);
  return HELD[origin];
}

/** Kinds that say until when they hold. */
const UNTIL: ReadonlySet<string> = new Set(['snoozed', 'maintenance.held']);

/**
 * One line of a timeline: when, who, what, and what they wrote.
 * @param names what people are called whom it names, by id
 */
export function eventText(
  { at, actor, kind, data }: IncidentEvent,
  names: ReadonlyMap<string, string>,
): string {
  const said = ['text', 'note', 'title', 'incident'].map((name) => data[name]).find(isText);
  const until = UNTIL.has(kind) && isText(data['until']) ? ` until ${time(data['until'])}` : '';
  const count = typeof data['count'] === 'number' ? ` (${data['count']})` : '';
  const word = data['givenUp'] === true ? 'alerts were given up' : EVENT_WORDS[kind];
  const role = isText(data['role']) ? ` (${data['role']})` : '';
  const what = (word ?? kind) + until + count + role;
  const people = peopleNamed(data, names);
  const whom = people.length > 0 ? ` ${people.join(', ')}` : '';
  return `${time(at)}  ${actor.name}: ${what}${whom}${said === undefined ? '' : `: ${said}`}`;
}

/** What happened, for the kinds that read badly as they are; a newer server's kinds are printed as they are. */
const EVENT_WORDS: Readonly<Record<string, string>> = {
  'alerts.fired': 'alerts began to fire',
  'alerts.resolved': 'alerts ended',
  'escalation.paused': 'paging paused; next would have been',
  'maintenance.held': 'maintenance holds it, nobody is paged',
  'maintenance.ended': 'maintenance holds it no more',
  merged: 'merged into',
  unmerged: 'taken back out of',
  absorbed: 'took in',
  released: 'gave back',
  'escalation.unserved': 'nobody is paged: no escalation policy is for it',
  'escalation.nobody': 'nobody can be reached',
  'escalation.started': 'paging began',
  'escalation.paged': 'paged',
  'escalation.declined': 'declined the page',
  'escalation.hastened': 'escalated by hand',
  'escalation.awaited': 'paged on, as everybody has to acknowledge:',
  joined: 'acknowledged, too',
  'responder.asked': 'asked to help:',
  'responder.accepted': 'helps, as asked',
  'responder.declined': 'declined to help',
  'responder.silent': 'no answer for 5 minutes:',
  'role.handed': 'role handed over',
  'role.cleared': 'role taken from',
};

const isText = (value: unknown): value is string => typeof value === 'string';

const UNCONFIRMED: Readonly<Record<UnconfirmedReason, string>> = {
  unreachable: 'its Prometheus does not answer',
  'not-evaluating': 'its Prometheus has not evaluated its rules since',
  'still-firing': 'they still fire in its Prometheus',
  held: 'held until its source was heard twice more',
  silent: 'its source has been silent since',
};

/** Why an incident goes on although its source calls all of its alerts over. */
export function unconfirmedText(reason: UnconfirmedReason): string {
  return `its source says that its alerts are over: ${UNCONFIRMED[reason]}; it stays open`;
}

/** What a command says of an incident that it changed. */
export function outcomeText(incident: IncidentDetail): string {
  const { name, state, acknowledgedBy, acknowledgedUntil, snooze, mergedInto } = incident;
  const title = titleText(incident);
  if (mergedInto !== null) return `${name} is merged into ${mergedInto.name}: ${title}`;
  const by = state === 'acknowledged' && acknowledgedBy ? ` by ${acknowledgedBy.name}` : '';
  const until = acknowledgedUntil ? ` until ${time(acknowledgedUntil)}` : '';
  const sleeps = snooze ? `, snoozed until ${time(snooze.until)}` : '';
  return `${name} is ${state}${by}${until}${sleeps}: ${title}`;
}
