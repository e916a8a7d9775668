import type { IncidentOrigin } from './incidents.js';

/** How the Alertmanager of an instance is called until people call it something else. */
export const OWN_SOURCE_NAME = 'Alertmanager of this instance';

/** The title of an alert of an SLO, given the name that people know the SLO by. */
const OF_SLO: Readonly<Record<string, { de: string; en: string }>> = {
  burns: {
    de: '{} verbraucht sein Fehlerbudget zu schnell',
    en: '{} burns its error budget too fast',
  },
  LeitstandBudgetExhausted: {
    de: '{} hat kein Fehlerbudget mehr',
    en: '{} has no error budget left',
  },
};

/** Other rules of ours: what their summary says in English, and in German; `{}` stands for the thing that it names. */
const OTHERS: Readonly<Record<string, readonly (readonly [en: string, de: string])[]>> = {
  LeitstandNoData: [
    ['{} is no longer measured', '{} wird nicht mehr gemessen'],
    ['{} has never been measured', '{} wurde noch nie gemessen'],
    ['Objectives in {} have never been measured', 'SLOs in {} wurden noch nie gemessen'],
  ],
  LeitstandTargetDown: [['{} does not answer', '{} antwortet nicht']],
  LeitstandLedgerStale: [
    ['Budgets are not updated any more', 'Budgets werden nicht mehr fortgeschrieben'],
  ],
  LeitstandLedgerDisagrees: [
    [
      'Ledger and Prometheus disagree about {}',
      'Budgetbuch und Prometheus widersprechen sich bei {}',
    ],
  ],
  LeitstandRulesFailing: [['Rules of {} fail', 'Regeln von {} schlagen fehl']],
  LeitstandTicksMissed: [['Evaluations of {} are missed', 'Auswertungen von {} fallen aus']],
  LeitstandRulesNotLoaded: [
    ['Prometheus refused its configuration', 'Prometheus hat seine Konfiguration abgelehnt'],
  ],
  LeitstandAlertsUndelivered: [
    ['Alerts do not reach Alertmanager', 'Alarme erreichen den Alertmanager nicht'],
  ],
  LeitstandEventsStalled: [['Events for {} are waiting', 'Ereignisse für {} warten']],
  LeitstandMailWaiting: [
    ['A mail is waiting for its mail server', 'Eine E-Mail wartet auf ihren Mailserver'],
  ],
  LeitstandAlertSourceSilent: [['The source {} is silent', 'Die Quelle {} ist verstummt']],
  LeitstandNotificationsWaiting: [
    ['Somebody has not been told in time', 'Jemand wurde nicht rechtzeitig benachrichtigt'],
  ],
  LeitstandEscalationsLate: [
    ['The next page of an incident is late', 'Der nächste Alarm eines Vorfalls ist verspätet'],
  ],
  LeitstandNobodyPaged: [['Incidents page nobody', 'Über Vorfälle wird niemand alarmiert']],
  LeitstandAuditBroken: [
    ['The audit trail does not prove itself', 'Das Prüfprotokoll beweist sich nicht mehr'],
  ],
  LeitstandAuditUnverified: [
    ['The audit trail is not verified any more', 'Das Prüfprotokoll wird nicht mehr geprüft'],
  ],
  LeitstandAuditNotAnchored: [
    ['The audit trail is not anchored any more', 'Das Prüfprotokoll wird nicht mehr verankert'],
  ],
  LeitstandDiskLow: [
    ['Little room is left for the folder {}', 'Für den Ordner {} ist kaum noch Platz'],
  ],
  LeitstandDiskFilling: [
    [
      'The room for the folder {} will be used up within a day',
      'Der Platz für den Ordner {} ist binnen eines Tages aufgebraucht',
    ],
  ],
};

/** What the titles of incidents about silence are: the same, without an alert. The name in quotation marks is the one in paths. */
const OF_SILENCE: Readonly<Partial<Record<IncidentOrigin, readonly [en: string, de: string]>>> = {
  heartbeat: ['The heartbeat "{}" is late: {}', 'Das Lebenszeichen „{}“ ist überfällig: {}'],
  source: [
    'The source of alerts "{}" is silent: {}',
    'Die Quelle von Alarmen „{}“ ist verstummt: {}',
  ],
};

/**
 * What an alert says, in the reader's language where its rule is one of ours; alerts of others stay as they are.
 * @param rule name of the alert (`alertname`); null = people declared it
 * @param said its summary, or the title of the incident that began with it
 * @param slo slug of the SLO that it is about, and the name that people know it by
 */
export function alertTitle(
  rule: string | null,
  said: string,
  slo: { readonly slug: string; readonly name: string } | null,
  locale: 'de' | 'en',
): string {
  if (rule === null) return said;
  const ofSlo = OF_SLO[rule.startsWith('LeitstandBudgetBurn') ? 'burns' : rule];
  if (ofSlo) return slo === null ? said : ofSlo[locale].replace('{}', () => slo.name);
  for (const [en, de] of OTHERS[rule] ?? []) {
    const named = namedIn(said, en);
    if (named === null) continue;
    const names = named.map((name) => (slo?.slug === name ? slo.name : name));
    return withNames(locale === 'de' ? de : en, names);
  }
  return said;
}

/** What an incident is called by, in any language. */
export interface TitledIncident {
  readonly title: string;
  /** name of the alert that it began with; null = it began with none */
  readonly rule: string | null;
  readonly origin: IncidentOrigin;
  /** slug */
  readonly slo: string | null;
  readonly names: { readonly slo: string | null };
}

/** What an incident is called, in the reader's language as far as its title is ours; what people or others said stays as it is. */
export function incidentTitle(
  { title, rule, origin, slo, names }: TitledIncident,
  locale: 'de' | 'en',
): string {
  const ofSilence = OF_SILENCE[origin];
  const named = ofSilence ? namedIn(title, ofSilence[0]) : null;
  if (ofSilence && named) return withNames(ofSilence[locale === 'de' ? 1 : 0], named);
  return alertTitle(
    rule,
    title,
    slo === null ? null : { slug: slo, name: names.slo ?? slo },
    locale,
  );
}

/** What stands in a text where its pattern has `{}`; null = it is not of that pattern. */
function namedIn(said: string, pattern: string): readonly string[] | null {
  const parts = pattern.split('{}').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('(.*?)')}$`, 's').exec(said)?.slice(1) ?? null;
}

function withNames(pattern: string, names: readonly string[]): string {
  const left = [...names];
  return pattern.replaceAll('{}', () => left.shift() ?? '');
}
