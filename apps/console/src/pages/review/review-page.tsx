import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { REVIEW_SECTIONS } from '#contract';
import type { Review } from '../../api/contract.js';
import { reviewOf } from '../../api/review-queries.js';
import { useIncidentTitle } from '../../components/incident/use-incident-title.js';
import { ObjectNotFound } from '../../components/object-not-found.js';
import { QueryView } from '../../components/query-view.js';
import { ReviewMark } from '../../components/review/review-mark.js';
import { ReviewForm } from '../../forms/review-form.js';
import { useUrlState } from '../../hooks/use-url-state.js';
import { useT } from '../../i18n/use-t.js';
import { ErrorBoundary } from '../../ui/error-boundary.js';
import { PageHead } from '../../ui/page-head.js';
import { TextSkeleton } from '../../ui/skeleton.js';
import { Tag } from '../../ui/tag.js';
import { TimeText } from '../../ui/time-text.js';
import { paths } from '../../util/paths.js';
import { ItemSection } from './item-section.js';
import { PinnedSection } from './pinned-section.js';
import { ReviewActions } from './review-actions.js';
import { ReviewFacts } from './review-facts.js';
import classes from './review-page.module.css';
import { REVIEW_SEARCH } from './search.js';

/** The review of an incident: what is known, what people wrote, what is to be done. */
export function ReviewPage(): ReactElement {
  const t = useT();
  const { id } = useParams({ from: '/frame/incidents/$id/review' });
  const query = useQuery(reviewOf(id));
  return (
    <>
      {!query.data && <PageHead title={t('reviews:of', { name: id })} up={upTo(id)} />}
      <QueryView
        query={query}
        needs="incident:read"
        errorTitle={t('reviews:failed')}
        skeleton={<TextSkeleton what={t('reviews:of', { name: id })} lines={8} />}
        notFound={(error) => <ObjectNotFound kind={t('reviews:one')} name={id} error={error} />}
      >
        {(review) => <Shown id={id} review={review} />}
      </QueryView>
    </>
  );
}

const upTo = (name: string) => ({ to: paths.incident(name), label: name });

function Shown({ id, review }: { id: string; review: Review }): ReactElement {
  const t = useT();
  const titleOf = useIncidentTitle();
  const [{ edit }, set] = useUrlState(REVIEW_SEARCH);
  const { incident, state, shown } = review;
  return (
    <>
      <PageHead
        title={t('reviews:title', { name: incident.name, title: titleOf(incident) })}
        up={upTo(incident.name)}
        status={
          <>
            <ReviewMark state={state} />
            {shown && <Tag>{t('reviews:edition', { edition: shown.edition })}</Tag>}
          </>
        }
        lead={
          <>
            <p className="ls-small ls-quiet">
              {shown ? (
                <>
                  {t('reviews:publishedBy', { name: shown.publishedBy.name })}{' '}
                  <TimeText at={shown.publishedAt} />
                </>
              ) : (
                <>
                  {t('reviews:startedBy', { name: review.startedBy.name })}{' '}
                  <TimeText at={review.startedAt} />
                </>
              )}
            </p>
            {!edit && <ReviewActions id={id} review={review} onEdit={() => set({ edit: true })} />}
          </>
        }
      />
      <div className={classes.sheet}>
        {edit ? (
          <section className="ls-section" aria-label={t('reviews:writing')}>
            <ReviewForm
              id={id}
              review={review}
              onClose={() => set({ edit: false }, { replace: true })}
            />
          </section>
        ) : (
          <Text of={review} sections={['summary', 'impact']} />
        )}
        <ErrorBoundary>
          <ReviewFacts facts={review.facts} />
        </ErrorBoundary>
        <ErrorBoundary>
          <PinnedSection review={review} />
        </ErrorBoundary>
        {!edit && <Text of={review} sections={REVIEW_SECTIONS.slice(2)} />}
        <ErrorBoundary>
          <ItemSection review={review} />
        </ErrorBoundary>
      </div>
    </>
  );
}

function Text({
  of: { sections },
  sections: names,
}: {
  of: Review;
  sections: readonly (typeof REVIEW_SECTIONS)[number][];
}): ReactElement {
  const t = useT();
  return (
    <>
      {names
        .filter((name) => name !== 'notes' || sections.notes !== '')
        .map((name) => (
          <section key={name} className="ls-section">
            <h2>{t(`reviews:section.${name}`)}</h2>
            {sections[name].trim() === '' ? (
              <p className="ls-quiet">{t('reviews:unwritten')}</p>
            ) : (
              <p className={classes.text}>{sections[name]}</p>
            )}
          </section>
        ))}
    </>
  );
}
