import { useCallback } from 'react';
import { alertTitle, incidentTitle, type TitledIncident } from '#contract';
import type { Incident, IncidentDetail } from '../../api/contract.js';
import { useLanguage } from '../../i18n/use-t.js';

type Alert = Pick<IncidentDetail['alerts'][number], 'name' | 'summary'>;

const sloOf = ({ slo, names }: Pick<Incident, 'slo' | 'names'>) =>
  slo === null ? null : { slug: slo, name: names.slo ?? slo };

/** What an incident is called in the language on screen, where the rule it began with is one of ours. */
export function useIncidentTitle(): (incident: TitledIncident) => string {
  const language = useLanguage();
  return useCallback((incident) => incidentTitle(incident, language), [language]);
}

/** What one of its alerts says, likewise. */
export function useAlertSummary(
  incident: Pick<Incident, 'slo' | 'names'>,
): (alert: Alert) => string {
  const language = useLanguage();
  return ({ name, summary }) => alertTitle(name, summary, sloOf(incident), language);
}
