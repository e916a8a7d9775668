import { useCallback } from 'react';
import { alertTitle } from '#contract';
import type { Incident, IncidentDetail } from '../../api/contract.js';
import { useLanguage } from '../../i18n/use-t.js';

type Titled = Pick<Incident, 'title' | 'slo' | 'rule' | 'names'>;
type Alert = Pick<IncidentDetail['alerts'][number], 'name' | 'summary'>;

const sloOf = ({ slo, names }: Pick<Titled, 'slo' | 'names'>) =>
  slo === null ? null : { slug: slo, name: names.slo ?? slo };

/** What an incident is called in the language on screen, where the rule it began with is one of ours. */
export function useIncidentTitle(): (incident: Titled) => string {
  const language = useLanguage();
  return useCallback(
    (incident) => alertTitle(incident.rule, incident.title, sloOf(incident), language),
    [language],
  );
}

/** What one of its alerts says, likewise. */
export function useAlertSummary(incident: Pick<Titled, 'slo' | 'names'>): (alert: Alert) => string {
  const language = useLanguage();
  return ({ name, summary }) => alertTitle(name, summary, sloOf(incident), language);
}
