import type { ReactElement } from 'react';
import type { Incident } from '../../api/contract.js';
import { byUrgency } from '../../api/nouns/incident.js';
import { IncidentMark } from '../../components/incident/incident-mark.js';
import { IncidentTaken } from '../../components/incident/incident-taken.js';
import { useIncidentTitle } from '../../components/incident/use-incident-title.js';
import { useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { TimeText } from '../../ui/time-text.js';
import { paths } from '../../util/paths.js';
import classes from './now.module.css';

const MAX_SHOWN = 5;

/** What pages people now, what nobody is on first, then the worst. */
export function OpenPages({ incidents }: { incidents: readonly Incident[] }): ReactElement {
  const t = useT();
  const titleOf = useIncidentTitle();
  return (
    <section className={classes.pages} aria-labelledby="pages-title">
      <h2 id="pages-title" className={classes.heading}>
        {t('now:pages.title')} <span className="ls-quiet ls-num">{incidents.length}</span>
      </h2>
      <ul className={classes.items}>
        {byUrgency(incidents)
          .slice(0, MAX_SHOWN)
          .map((incident) => (
            <li key={incident.id} className={classes.item}>
              <span className={classes.state}>
                <IncidentMark incident={incident} />
              </span>
              <span className={classes.what}>
                <AppLink to={paths.incident(incident.name)} className={classes.link} data-row-link>
                  {incident.name} {titleOf(incident)}
                </AppLink>
              </span>
              <span className={classes.left}>
                <TimeText at={incident.triggeredAt} show="relative" />
              </span>
              <span className={classes.when}>
                <IncidentTaken incident={incident} />
              </span>
            </li>
          ))}
      </ul>
      {incidents.length > MAX_SHOWN && (
        <AppLink to={paths.incidents()} search={{ class: 'page' }} className="ls-link ls-small">
          {t('now:pages.more', { count: incidents.length - MAX_SHOWN })}
        </AppLink>
      )}
    </section>
  );
}
