import type { ReactElement } from 'react';
import type { TitledIncident } from '#contract';
import { AppLink } from '../../ui/app-link.js';
import { paths } from '../../util/paths.js';
import { useIncidentTitle } from './use-incident-title.js';

/** The way to an incident: its number, and what it is called in the language on screen. */
export function IncidentLink({
  incident,
}: {
  incident: TitledIncident & { readonly name: string };
}): ReactElement {
  const titleOf = useIncidentTitle();
  return (
    <AppLink to={paths.incident(incident.name)} className="ls-link">
      {incident.name}: {titleOf(incident)}
    </AppLink>
  );
}
