import { useState } from 'react';
import type { ReactElement } from 'react';
import type { IncidentDetail } from '../../api/contract.js';
import { burnFactorOf, withoutRelabelled } from '../../api/nouns/alert.js';
import { isSelfRaised } from '../../api/nouns/incident.js';
import { useAlertSummary } from '../../components/incident/use-incident-title.js';
import { useAlertName } from '../../hooks/use-alert-name.js';
import { useT } from '../../i18n/use-t.js';
import { StatusMark } from '../../ui/status-mark.js';
import { TimeText } from '../../ui/time-text.js';
import classes from './incident-room.module.css';

type Alert = IncidentDetail['alerts'][number];

const SHOWN = 5;

/** The alerts of an incident, the most urgent first, as the server gives them; a storm is counted, not unrolled. */
export function AlertList({ incident }: { incident: IncidentDetail }): ReactElement {
  const t = useT();
  const [all, setAll] = useState(false);
  const alerts = withoutRelabelled(incident.alerts);
  const shown = all ? alerts : alerts.slice(0, SHOWN);
  return (
    <section className="ls-section">
      <h2>{t('incident-room:alerts.title')}</h2>
      {alerts.length === 0 && (
        <p className="ls-quiet">
          {t(isSelfRaised(incident) ? 'incident-room:alerts.itself' : 'incident-room:alerts.none')}
        </p>
      )}
      <ul className={classes.list}>
        {shown.map((alert) => (
          <AlertEntry key={alert.id} alert={alert} incident={incident} />
        ))}
      </ul>
      {alerts.length > shown.length && (
        <button type="button" className="ls-text-button" onClick={() => setAll(true)}>
          {t('incident-room:alerts.all', { count: alerts.length })}
        </button>
      )}
      {incident.folded > 0 && (
        <p className="ls-small ls-quiet">
          {t('incident-room:alerts.folded', { count: incident.folded })}
        </p>
      )}
    </section>
  );
}

function AlertEntry({ alert, incident }: { alert: Alert; incident: IncidentDetail }): ReactElement {
  const t = useT();
  const summary = useAlertSummary(incident)(alert);
  const factor = burnFactorOf(alert);
  const { name, firing, startsAt, endsAt, runbookUrl, generatorUrl, severity } = alert;
  const about = useAlertName()(name);
  const sort = severity === 'ticket' ? 'ticket' : severity === 'info' ? 'unknown' : 'page';
  const out = (href: string, text: string): ReactElement => (
    <a href={href} className="ls-link ls-small" rel="noreferrer" target="_blank">
      {text}
      <span className="ls-visually-hidden"> {name}</span>
    </a>
  );
  return (
    <li className={classes.alert}>
      <span className={classes.line}>
        <StatusMark
          status={firing ? sort : 'healthy'}
          word={t(firing ? 'incident-room:alerts.firing' : 'incident-room:alerts.over')}
        />
        <span className="ls-quiet">
          <TimeText at={firing ? startsAt : (endsAt ?? startsAt)} show="both" />
        </span>
      </span>
      <span>{summary || about || name}</span>
      {factor !== null && (
        <span className="ls-small ls-quiet">
          {t('incident-room:alerts.factor', { factor })} <TimeText at={alert.asOf} show="time" />
        </span>
      )}
      <span className={classes.line}>
        <code className="ls-quiet">{name}</code>
        {runbookUrl !== null && out(runbookUrl, t('incident-room:alerts.runbook'))}
        {generatorUrl !== null && out(generatorUrl, t('incident-room:alerts.generator'))}
      </span>
    </li>
  );
}
