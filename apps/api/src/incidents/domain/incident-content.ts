import type { IncidentRole } from '#contract';
import { timeFor, type Reader } from '../../platform/kernel/reader.js';
import type { TopicContent } from '../../notifications/domain/topic-content.js';
import type { HelpAsked } from './help-asked.js';
import {
  ACKNOWLEDGE_TIMEOUT_MS,
  isOpenIncident,
  nameOf,
  presentSnooze,
  titleOf,
  type Incident,
  type IncidentNames,
} from './incident.js';
import { presentHold, type LastHold } from './maintenance.js';
import { SILENT_AFTER_MS } from './responder.js';

const TIMEOUT_MINUTES = ACKNOWLEDGE_TIMEOUT_MS / 60_000;
const SILENT_MINUTES = SILENT_AFTER_MS / 60_000;

const WORDS = {
  de: {
    about: 'Betrifft',
    severity: 'Schweregrad',
    reopened: 'Wieder offen: Er war schon behoben',
    again: 'wieder offen',
    asleep: 'ist zurückgestellt',
    maintained: 'ist in Wartung',
    held: (name: string, until: string) =>
      `Wartung „${name}“ bis ${until}: So lange wird niemand alarmiert`,
    released: (name: string) =>
      `Während der Wartung „${name}“ wurde niemand alarmiert: Sie ist vorbei`,
    since: (at: string) => `Seit ${at}`,
    firing: (count: number) => (count === 1 ? '1 Alarm feuert' : `${count} Alarme feuern`),
    unconfirmed: 'Ihr Ende wurde gemeldet, aber nicht bestätigt',
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
    roles: (names: string) => `Ihre Rolle in diesem Vorfall: ${names}`,
    noRole: 'Sie haben in diesem Vorfall keine Rolle mehr',
    roleNames: {
      'incident-commander': 'Einsatzleitung',
      'communications-lead': 'Kommunikation',
      'operations-lead': 'Technische Leitung',
      scribe: 'Protokoll',
    },
    asked: (name: string) => `${name} bittet Sie um Hilfe`,
    answers: {
      accepted: (name: string) => `${name} hilft, wie von Ihnen erbeten`,
      declined: (name: string) => `${name} hat Ihre Bitte um Hilfe abgelehnt`,
      silent: (name: string) =>
        `${name} hat auf Ihre Bitte um Hilfe seit ${SILENT_MINUTES} Minuten nicht geantwortet`,
    },
    notice: 'Nachricht',
    role: (names: string) => `Ihre Rolle: ${names}`,
    roleless: 'keine Rolle mehr',
    said: {
      accepted: (name: string) => `${name} hilft`,
      declined: (name: string) => `${name} hilft nicht`,
      silent: (name: string) => `${name} antwortet nicht`,
    },
    lapsed: `Quittierung verfallen: ${TIMEOUT_MINUTES} Minuten lang wurde er nicht behoben`,
    runbook: 'Runbook',
    moreRunbooks: (count: number) =>
      count === 1
        ? 'Ein weiteres Runbook steht beim Vorfall in der Konsole'
        : `${count} weitere Runbooks stehen beim Vorfall in der Konsole`,
  },
  en: {
    about: 'About',
    severity: 'Severity',
    reopened: 'Reopened: it had been resolved',
    again: 'reopened',
    asleep: 'is snoozed',
    maintained: 'is under maintenance',
    held: (name: string, until: string) =>
      `Maintenance "${name}" until ${until}: nobody is paged until then`,
    released: (name: string) => `During maintenance "${name}" nobody was paged: it is over`,
    since: (at: string) => `Since ${at}`,
    firing: (count: number) => (count === 1 ? '1 alert fires' : `${count} alerts fire`),
    unconfirmed: 'Their end was told, but is not confirmed',
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
    roles: (names: string) => `Your role in this incident: ${names}`,
    noRole: 'You have no role in this incident any more',
    roleNames: {
      'incident-commander': 'incident commander',
      'communications-lead': 'communications lead',
      'operations-lead': 'operations lead',
      scribe: 'scribe',
    },
    asked: (name: string) => `${name} asks for your help`,
    answers: {
      accepted: (name: string) => `${name} helps, as you asked`,
      declined: (name: string) => `${name} declined to help as you asked`,
      silent: (name: string) =>
        `${name}, whom you asked to help, has not answered for ${SILENT_MINUTES} minutes`,
    },
    notice: 'notice',
    role: (names: string) => `your role: ${names}`,
    roleless: 'no role any more',
    said: {
      accepted: (name: string) => `${name} helps`,
      declined: (name: string) => `${name} does not help`,
      silent: (name: string) => `${name} does not answer`,
    },
    lapsed: `Its acknowledgement lapsed: it was not resolved for ${TIMEOUT_MINUTES} minutes`,
    runbook: 'Runbook',
    moreRunbooks: (count: number) =>
      count === 1
        ? 'One more runbook stands at the incident in the console'
        : `${count} more runbooks stand at the incident in the console`,
  },
} as const;

/** What is told of an incident that does not stand in it. */
export interface ToldBesides extends Partial<HelpAsked> {
  readonly names: IncidentNames;
  /** whether it is about something of the sample */
  readonly sample: boolean;
  /** whether it is paged about since its acknowledgement led to nothing */
  readonly lapsed: boolean;
  /** whether it is paged about since it sleeps no more */
  readonly unsnoozed: boolean;
  /** the newest refusal to page by maintenance since it began */
  readonly hold?: LastHold | null;
  /** addresses of what to do about it, of its alerts that fire, the most urgent first */
  readonly runbooks: readonly string[];
  /** how many more there are */
  readonly moreRunbooks: number;
}

/** What there is to say of an incident but for what to do. It may be read later: no time in it is relative. */
function factsOf(incident: Incident, told: ToldBesides, reader: Reader): string[] {
  const words = WORDS[reader.locale];
  const { severity, subject, slo, state, acknowledgedBy } = incident;
  const { names, lapsed, unsnoozed, askedBy = null, answers = [], roles = null } = told;
  const about = [names.slo ?? slo, names.subject ?? subject]
    .filter((name) => name !== null)
    .join(', ');
  const firing = incident.firing + incident.folded;
  const by = state === 'acknowledged' && acknowledgedBy ? ` ${acknowledgedBy.name}` : '';
  return [
    ...(askedBy === null ? [] : [words.asked(askedBy)]),
    ...(roles === null
      ? []
      : [roles.length === 0 ? words.noRole : words.roles(roleNames(roles, reader.locale))]),
    ...sleepLines(incident, reader),
    ...holdLines(incident, told, reader),
    ...answers.flatMap(({ name, state: said }) =>
      said === 'pending' ? [] : [words.answers[said](name)],
    ),
    ...(about === '' ? [] : [`${words.about}: ${about}`]),
    `${words.severity}: ${words.severities[severity]}`,
    ...(isReopened(incident, told) ? [words.reopened] : []),
    words.since(timeFor(incident.startedAt, reader)),
    ...(firing === 0 ? [] : [words.firing(firing)]),
    ...(incident.unconfirmed === null ? [] : [words.unconfirmed]),
    `${words.state[state]}${by}`,
    ...(unsnoozed ? wokenLines(incident, reader) : []),
    ...(lapsed && state === 'triggered' ? [words.lapsed] : []),
  ];
}

function isReopened(incident: Incident, { names }: ToldBesides): boolean {
  return isOpenIncident(incident) && names.reopened;
}

/** What a notification about an incident says, and what to do apart from it, for whoever shows that elsewhere. */
export interface IncidentContent extends TopicContent {
  readonly facts: readonly string[];
  /** how many runbooks there are besides; null = none */
  readonly moreRunbooks: string | null;
}

/** What a notification about an incident says. */
export function incidentContent(
  incident: Incident,
  told: ToldBesides,
  reader: Reader,
): IncidentContent {
  const { locale } = reader;
  const words = WORDS[locale];
  const { names, sample, runbooks } = told;
  const facts = factsOf(incident, told, reader);
  const moreRunbooks = told.moreRunbooks === 0 ? null : words.moreRunbooks(told.moreRunbooks);
  const asks = told.askedBy ? `${words.asked(told.askedBy)}: ` : '';
  const name = `${nameOf(incident)}${newsOf(incident, told, reader)}`;
  return {
    title: `${asks}${name}: ${titleOf(incident, names, locale)}`,
    facts,
    moreRunbooks,
    lines: [
      ...facts,
      ...runbooks.map((address) => `${words.runbook}: ${address}`),
      ...(moreRunbooks === null ? [] : [moreRunbooks]),
    ],
    reference: nameOf(incident),
    path: `/incidents/${nameOf(incident)}`,
    sample,
  };
}

/** What a title says first besides the name: where nobody is paged it must not look like a page. */
function newsOf(incident: Incident, told: ToldBesides, { locale }: Reader): string {
  const words = WORDS[locale];
  if (presentSnooze(incident) !== null) return ` ${words.asleep}`;
  if (presentHold(told.hold) !== null) return ` ${words.maintained}`;
  if (told.isNotice === true) return ` (${noticeOf(told, locale)})`;
  return isReopened(incident, told) ? ` (${words.again})` : '';
}

/** What is told where nobody is to do anything, in a few words. */
function noticeOf({ roles = null, answers = [] }: ToldBesides, locale: Reader['locale']): string {
  const words = WORDS[locale];
  if (roles !== null)
    return roles.length === 0 ? words.roleless : words.role(roleNames(roles, locale));
  const said = answers.flatMap(({ name, state }) =>
    state === 'pending' ? [] : [words.said[state](name)],
  );
  return said.length === 0 ? words.notice : said.join(', ');
}

function roleNames(roles: readonly IncidentRole[], locale: Reader['locale']): string {
  return roles.map((role) => WORDS[locale].roleNames[role]).join(', ');
}

/** Who keeps people from being paged, and for how long. */
function sleepLines(incident: Pick<Incident, 'snooze'>, reader: Reader): string[] {
  const held = presentSnooze(incident);
  if (held === null) return [];
  return [WORDS[reader.locale].snoozed(held.by.name, timeFor(held.until, reader))];
}

/** What maintenance keeps people from being paged, or kept until now. */
function holdLines(
  { state }: Pick<Incident, 'state'>,
  { hold }: ToldBesides,
  reader: Reader,
): string[] {
  const words = WORDS[reader.locale];
  const present = presentHold(hold);
  if (present) return [words.held(present.name, timeFor(present.until, reader))];
  return hold && state === 'triggered' ? [words.released(hold.name)] : [];
}

/** Who did so until people were paged again. */
function wokenLines(
  { snooze, state }: Pick<Incident, 'state' | 'snooze'>,
  reader: Reader,
): string[] {
  const isOver = snooze !== null && snooze.endedAt !== null;
  return isOver && state === 'triggered' ? [WORDS[reader.locale].unsnoozed(snooze.by.name)] : [];
}
