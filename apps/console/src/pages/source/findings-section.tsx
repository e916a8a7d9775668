import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { AlertFinding, AlertSource } from '../../api/contract.js';
import { findingsOf } from '../../api/source-queries.js';
import { QueryView } from '../../components/query-view.js';
import { FINDING_WORD } from '../../components/source/source-words.js';
import { useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { FormNotice } from '../../ui/form-notice.js';
import { TextSkeleton } from '../../ui/skeleton.js';
import { StatusMark } from '../../ui/status-mark.js';
import { TimeText } from '../../ui/time-text.js';
import { paths } from '../../util/paths.js';
import classes from './source.module.css';

/** What its Prometheus says and the source does not. */
export function FindingsSection({ source }: { source: AlertSource }): ReactElement | null {
  const t = useT();
  const { prometheus, reconciledAt, reconcileTrouble, disagreement, slug } = source;
  const { unconfirmed } = disagreement;
  const isAsked = prometheus !== null;
  const query = useQuery({ ...findingsOf(slug), enabled: isAsked });
  return (
    <section className="ls-section">
      <h2>{t('sources:findings.title')}</h2>
      {unconfirmed > 0 && (
        <FormNotice tone="warn">
          {t('sources:findings.unconfirmed', { count: unconfirmed })}{' '}
          <AppLink to={paths.incidents()} className="ls-link">
            {t('sources:findings.incidents')}
          </AppLink>
        </FormNotice>
      )}
      {!isAsked && <p className="ls-quiet">{t('sources:findings.notAsked')}</p>}
      {isAsked && reconcileTrouble !== null && (
        <FormNotice tone="warn">
          {t('sources:findings.trouble')} <span lang="en">{reconcileTrouble}</span>
        </FormNotice>
      )}
      {isAsked && reconciledAt !== null && (
        <p className="ls-small ls-quiet">
          {t('sources:findings.comparedAt')} <TimeText at={reconciledAt} show="relative" />
        </p>
      )}
      {isAsked && (
        <QueryView
          query={query}
          needs="source:read"
          errorTitle={t('sources:findings.failed')}
          skeleton={<TextSkeleton what={t('sources:findings.title')} lines={2} />}
        >
          {({ items }) =>
            items.length === 0 ? (
              <p className="ls-quiet">{t('sources:findings.none')}</p>
            ) : (
              <ul className={classes.list} aria-label={t('sources:findings.title')}>
                {items.map((finding) => (
                  <FindingItem key={keyOf(finding)} finding={finding} />
                ))}
              </ul>
            )
          }
        </QueryView>
      )}
    </section>
  );
}

const keyOf = ({ name, labels }: AlertFinding) => JSON.stringify([name, labels]);

function FindingItem({ finding }: { finding: AlertFinding }): ReactElement {
  const t = useT();
  const { name, labels, state, reason, since } = finding;
  return (
    <li className={classes.item}>
      <StatusMark
        status={state === 'waiting' ? 'degraded' : 'paused'}
        word={t(FINDING_WORD[state])}
      />
      <span>
        <strong className={classes.name}>{name}</strong>{' '}
        <span className="ls-quiet">
          {t('sources:findings.since')} <TimeText at={since} show="relative" />
        </span>
        <code className={classes.labels}>
          {Object.entries(labels)
            .filter(([label]) => label !== 'alertname')
            .map(([label, value]) => `${label}="${value}"`)
            .join(', ')}
        </code>
        {reason !== null && (
          <span className="ls-small ls-quiet" lang="en">
            {reason}
          </span>
        )}
      </span>
    </li>
  );
}
