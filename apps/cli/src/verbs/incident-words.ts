import type { IncidentState, UnconfirmedReason } from '#contract';
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

/** What it is about: the SLO, else the subject. */
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

/** How many alerts fire, those included that were too many to be kept one by one. */
export function firingText({ firing, folded }: Incident): string {
  return String(firing + folded);
}

/** One line of a timeline: when, who, what, and what they wrote. */
export function eventText({ at, actor, kind, data }: IncidentEvent): string {
  const said = ['text', 'note', 'title'].map((name) => data[name]).find(isText);
  const count = typeof data['count'] === 'number' ? ` (${data['count']})` : '';
  return `${time(at)}  ${actor.name}: ${kind}${count}${said === undefined ? '' : `: ${said}`}`;
}

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
  const { name, state, acknowledgedBy, acknowledgedUntil, title } = incident;
  const by = state === 'acknowledged' && acknowledgedBy ? ` by ${acknowledgedBy.name}` : '';
  const until = acknowledgedUntil ? ` until ${time(acknowledgedUntil)}` : '';
  return `${name} is ${state}${by}${until}: ${title}`;
}
