import type { ReactElement, ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { allSubjects } from '../../api/catalog-queries.js';
import type { AlertSource } from '../../api/contract.js';
import { LastDelivery } from '../../components/source/last-delivery.js';
import { SOURCE_KIND } from '../../components/source/source-words.js';
import { useLanguage, useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { FormNotice } from '../../ui/form-notice.js';
import { TimeText } from '../../ui/time-text.js';
import { formatDuration } from '../../util/format/duration.js';
import { paths } from '../../util/paths.js';
import classes from './source.module.css';

/** What is known of a source: what came, what is expected, and what its alerts are about. */
export function SignsSection({ source }: { source: AlertSource }): ReactElement {
  const t = useT();
  const language = useLanguage();
  const { watchdogSeconds, watchdogAt, silent, lastReason, tokenMadeAt, tokenPrefix } = source;
  return (
    <section className="ls-section">
      <h2>{t('sources:signs.title')}</h2>
      {silent && <FormNotice>{t('sources:signs.silent')}</FormNotice>}
      {lastReason !== null && (
        <FormNotice tone={source.lastOutcome === 'taken' ? 'warn' : 'bad'}>
          {t('sources:signs.reason')} <span lang="en">{lastReason}</span>
        </FormNotice>
      )}
      <dl className={classes.facts}>
        <Fact name={t('sources:signs.kind')}>{t(SOURCE_KIND[source.kind])}</Fact>
        <Fact name={t('sources:column.last')}>
          <LastDelivery source={source} />
        </Fact>
        <Fact name={t('sources:signs.watchdog')}>
          {watchdogSeconds === null ? (
            t('sources:signs.noWatchdog')
          ) : (
            <>
              {watchdogAt === null ? (
                t('sources:never')
              ) : (
                <TimeText at={watchdogAt} show="relative" />
              )}
              {', '}
              {t('sources:signs.every', { time: formatDuration(watchdogSeconds, language) })}
            </>
          )}
        </Fact>
        <Fact name={t('sources:signs.token')}>
          {tokenPrefix === null || tokenMadeAt === null ? (
            t('sources:signs.noToken')
          ) : (
            <>
              <code>{tokenPrefix}…</code>, <TimeText at={tokenMadeAt} show="relative" />
            </>
          )}
        </Fact>
        <Fact name={t('sources:signs.receiver')}>
          {source.receiver === null ? t('common:dash') : <code>{source.receiver}</code>}
        </Fact>
        <SubjectFacts source={source} />
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }): ReactElement {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** What alerts are about: by their labels, and when they do not say. */
function SubjectFacts({ source }: { source: AlertSource }): ReactElement {
  const t = useT();
  const subjects = useQuery(allSubjects(null)).data;
  const link = (slug: string) => (
    <AppLink to={paths.subject(slug)} className="ls-link">
      {subjects?.find((one) => one.slug === slug)?.name ?? slug}
    </AppLink>
  );
  return (
    <>
      <Fact name={t('sources:signs.subject')}>{link(source.defaultSubject)}</Fact>
      {source.mappings.length > 0 && (
        <Fact name={t('sources:signs.mappings')}>
          <ul className={classes.plain}>
            {source.mappings.map(({ label, value, subject }) => (
              <li key={`${label}=${value}`}>
                <code>
                  {label}={value}
                </code>{' '}
                → {link(subject)}
              </li>
            ))}
          </ul>
        </Fact>
      )}
    </>
  );
}
