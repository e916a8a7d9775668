import type { ReactElement } from 'react';
import { runbookOf } from '../../api/nouns/alert.js';
import type { Reading, SloDetail } from '../../api/contract-slo.js';
import { useAlertName } from '../../hooks/use-alert-name.js';
import { useT } from '../../i18n/use-t.js';
import { StatusMark } from '../../ui/status-mark.js';
import { TimeText } from '../../ui/time-text.js';
import { Section } from './section.js';
import classes from './slo-detail.module.css';

/** One alert: what it is about, its name as it stands in Alertmanager, since when, and what to do about it. */
function Alert({
  alert: { name, severity, state, since },
  slo,
}: {
  alert: Reading['alerts'][number];
  slo: SloDetail;
}): ReactElement {
  const t = useT();
  const about = useAlertName()(name);
  const starting = name === 'LeitstandNoData' && state === 'pending';
  return (
    <li>
      <StatusMark status={severity} />
      {about !== null && <span>{about}</span>}
      <code className="ls-quiet">{name}</code>
      <span className="ls-quiet">
        {t(state === 'firing' ? 'slo-detail:alerts.firing' : 'slo-detail:alerts.pending', {
          at: '',
        })}
        <TimeText at={since} show="datetime" /> (<TimeText at={since} show="relative" />)
      </span>
      {starting && <span className="ls-quiet">{t('slo-detail:alerts.starting')}</span>}
      <a
        href={runbookOf(name, slo.runbookUrl)}
        className="ls-link ls-small"
        rel="noreferrer"
        aria-label={t('slo-detail:alerts.runbookOf', { name: about ?? name })}
      >
        {t('slo-detail:alerts.runbook')}
      </a>
    </li>
  );
}

/** The alerts of this SLO that Prometheus holds now. */
export function AlertsSection({ slo }: { slo: SloDetail }): ReactElement {
  const t = useT();
  const alerts = slo.reading?.alerts ?? [];
  return (
    <Section title={t('slo-detail:alerts.title')}>
      {alerts.length === 0 ? (
        <p className="ls-quiet">{t('slo-detail:alerts.none')}</p>
      ) : (
        <ul className={classes.list}>
          {alerts.map((alert) => (
            <Alert key={`${alert.name}-${alert.severity}`} alert={alert} slo={slo} />
          ))}
        </ul>
      )}
    </Section>
  );
}
