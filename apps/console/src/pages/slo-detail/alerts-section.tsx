import type { ReactElement } from 'react';
import type { SloDetail } from '../../api/contract-slo.js';
import { useT } from '../../i18n/use-t.js';
import { StatusMark } from '../../ui/status-mark.js';
import { TimeText } from '../../ui/time-text.js';
import { Section } from './section.js';
import classes from './slo-detail.module.css';

/** The alerts of this SLO that Prometheus holds now. */
export function AlertsSection({ slo }: { slo: SloDetail }): ReactElement {
  const t = useT();
  const alerts = slo.reading?.alerts ?? [];
  return (
    <Section title={t('slos:detail.alerts.title')}>
      {alerts.length === 0 ? (
        <p className="ls-quiet">{t('slos:detail.alerts.none')}</p>
      ) : (
        <ul className={classes.list}>
          {alerts.map(({ name, severity, state, since }) => (
            <li key={`${name}-${severity}`}>
              <StatusMark status={severity} />
              <code>{name}</code>
              <span className="ls-quiet">
                {t(
                  state === 'firing' ? 'slos:detail.alerts.firing' : 'slos:detail.alerts.pending',
                  { at: '' },
                )}
                <TimeText at={since} show="both" />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
