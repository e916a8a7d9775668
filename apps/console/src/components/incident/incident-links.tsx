import type { ReactElement } from 'react';
import type { IncidentDetail } from '../../api/contract.js';
import { AppLink } from '../../ui/app-link.js';
import { paths } from '../../util/paths.js';
import { useIncidentTitle } from './use-incident-title.js';

type Linked = IncidentDetail['related'][number];

/** The way to an incident: its number, and what it is called in the language on screen. */
export function IncidentLink({
  incident,
}: {
  incident: Pick<Linked, 'name' | 'title' | 'slo' | 'rule' | 'names'>;
}): ReactElement {
  const titleOf = useIncidentTitle();
  return (
    <AppLink to={paths.incident(incident.name)} className="ls-link">
      {incident.name}: {titleOf(incident)}
    </AppLink>
  );
}
