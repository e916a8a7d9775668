import type { ReactElement, ReactNode } from 'react';
import type { Review } from '../../api/contract.js';
import { roleWord } from '../../api/nouns/responder.js';
import { SEVERITY_NAME } from '../../components/incident/incident-words.js';
import type { Translate } from '../../i18n/message-key.js';
import { useLanguage, useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { TimeText } from '../../ui/time-text.js';
import { formatDuration } from '../../util/format/duration.js';
import { formatNumber, formatPercent } from '../../util/format/number.js';
import { paths } from '../../util/paths.js';
import classes from './review-page.module.css';

type Facts = Review['facts'];

/** What is known of the incident; what is not says so. */
export function ReviewFacts({ facts }: { facts: Facts }): ReactElement {
  const t = useT();
  const language = useLanguage();
  const { times, subjects, team, merged } = facts;
  const unknown = <span className="ls-quiet">{t('reviews:unknown')}</span>;
  const at = (time: string | null, none: ReactNode): ReactNode =>
    time === null ? none : <TimeText at={time} show="full" />;
  const took = (seconds: number | null): ReactNode =>
    seconds === null ? unknown : formatDuration(seconds, language);
  const never = t('reviews:never');
  const rows: readonly (readonly [string, ReactNode])[] = [
    [t('reviews:fact.severity'), t(SEVERITY_NAME[facts.severity])],
    [
      t('reviews:fact.subjects'),
      subjects.length === 0
        ? unknown
        : subjects.map(({ slug, name }, n) => (
            <span key={slug}>
              {n > 0 && ', '}
              <AppLink to={paths.subject(slug)} className="ls-link">
                {name ?? slug}
              </AppLink>
            </span>
          )),
    ],
    [t('reviews:fact.team'), team ?? unknown],
    [t('reviews:fact.started'), at(times.startedAt, unknown)],
    [t('reviews:fact.detected'), at(times.detectedAt, unknown)],
    [t('reviews:fact.paged'), at(times.pagedAt, never)],
    [t('reviews:fact.acknowledged'), at(times.acknowledgedAt, never)],
    [
      t('reviews:fact.resolved'),
      times.resolvedAt === null ? (
        t('reviews:notYet')
      ) : (
        <>
          <TimeText at={times.resolvedAt} show="full" />{' '}
          <span className="ls-quiet">
            {facts.automatic === true ? t('reviews:automatic') : (facts.resolvedBy?.name ?? '')}
          </span>
        </>
      ),
    ],
    [t('reviews:fact.mttd'), took(times.detect)],
    [t('reviews:fact.mtta'), took(times.acknowledge)],
    [t('reviews:fact.mttr'), took(times.resolve)],
    ...(merged.length === 0 ? [] : [[t('reviews:fact.merged'), merged.join(', ')] as const]),
  ];
  return (
    <section className="ls-section">
      <h2>{t('reviews:facts')}</h2>
      <dl className={classes.facts}>
        {rows.map(([name, value]) => (
          <Row key={name} name={name}>
            {value}
          </Row>
        ))}
        {facts.slos.map((slo) => (
          <Row key={slo.slug} name={t('reviews:fact.budget', { slo: slo.name ?? slo.slug })}>
            <Spent of={slo} />
          </Row>
        ))}
        {facts.slos.length === 0 && (
          <Row name={t('reviews:fact.budgets')}>
            <span className="ls-quiet">{t('reviews:noSlo')}</span>
          </Row>
        )}
      </dl>
      <h3 className={classes.next}>{t('reviews:people')}</h3>
      {facts.people.length === 0 ? (
        <p className="ls-quiet">{t('reviews:nobody')}</p>
      ) : (
        <ul className={classes.list} aria-label={t('reviews:people')}>
          {facts.people.map((person, n) => (
            <li key={`${n} ${person.name}`}>
              <strong>{person.name}</strong>
              {person.roles.map((role) => (
                <span key={role}>{t('incident-room:role.name', { role: roleWord(role) })}</span>
              ))}
              <span className="ls-quiet">{deedsOf(t, person).join(', ')}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What somebody did in it, in words. */
function deedsOf(t: Translate, person: Facts['people'][number]): string[] {
  const { asked, acknowledged, resolved, notes } = person;
  return [
    ...(asked === null ? [] : [t(`reviews:asked.${asked}`)]),
    ...(acknowledged ? [t('reviews:deed.acknowledged')] : []),
    ...(resolved ? [t('reviews:deed.resolved')] : []),
    ...(notes === 0 ? [] : [t('reviews:deed.notes', { count: notes })]),
  ];
}

function Row({ name, children }: { name: string; children: ReactNode }): ReactElement {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Spent({ of: { spent } }: { of: Facts['slos'][number] }): ReactElement {
  const t = useT();
  const language = useLanguage();
  if (spent === null) return <span className="ls-quiet">{t('reviews:unknown')}</span>;
  const { share, bad, good, coverage } = spent;
  return (
    <>
      {share === null ? t('reviews:unknown') : formatPercent(share, language)}{' '}
      <span className="ls-quiet">
        {t('reviews:events', {
          bad: formatNumber(bad, language),
          total: formatNumber(bad + good, language),
        })}
        {coverage < 1 &&
          ` ${t('reviews:coverage', { share: formatPercent(coverage, language, 0) })}`}
      </span>
    </>
  );
}
