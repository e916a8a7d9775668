import type { ReactElement } from 'react';
import type { Incident } from '../../api/contract.js';
import { useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { TimeText } from '../../ui/time-text.js';
import { paths } from '../../util/paths.js';
import classes from './incident.module.css';
import { IncidentMark } from './incident-mark.js';
import { IncidentTaken } from './incident-taken.js';
import { SEVERITY_NAME } from './incident-words.js';
import { useIncidentTitle } from './use-incident-title.js';

/** An incident on a phone. */
export function IncidentCard({ incident }: { incident: Incident }): ReactElement {
  const t = useT();
  const title = useIncidentTitle()(incident);
  const { name, names, severity, subject, triggeredAt, state, snooze, unheard } = incident;
  return (
    <AppLink to={paths.incident(name)} className={classes.card} data-row-link>
      <span className={classes.cardHead}>
        <IncidentMark incident={incident} />
        <span>{t(SEVERITY_NAME[severity])}</span>
        <span className="ls-quiet">
          <TimeText at={triggeredAt} show="relative" />
        </span>
      </span>
      <span className={classes.title}>{title}</span>
      <span className={classes.meta}>
        <span>{name}</span>
        {subject !== null && <span>{names.subject ?? subject}</span>}
        {(state === 'acknowledged' || snooze !== null || unheard !== null) && (
          <IncidentTaken incident={incident} />
        )}
      </span>
    </AppLink>
  );
}
