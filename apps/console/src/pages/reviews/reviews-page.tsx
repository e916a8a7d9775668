import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { ACTION_ITEM_STATES } from '#contract';
import type { ActionItem } from '../../api/contract.js';
import { actionItems, reviewList } from '../../api/review-queries.js';
import { QueryView } from '../../components/query-view.js';
import { ItemList } from '../../components/review/item-list.js';
import { ReviewMark } from '../../components/review/review-mark.js';
import { cliLine } from '../../components/slo/commands.js';
import { useIncidentTitle } from '../../components/incident/use-incident-title.js';
import { ItemDialog } from '../../forms/item-dialog.js';
import { useListState } from '../../hooks/use-list-state.js';
import { useTerritory } from '../../hooks/use-territory.js';
import { useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { FilterBar, FilterSelect } from '../../ui/filter-bar.js';
import { PageHead } from '../../ui/page-head.js';
import { TableSkeleton } from '../../ui/skeleton.js';
import { EmptyState, FilteredEmptyState } from '../../ui/states.js';
import { TimeText } from '../../ui/time-text.js';
import { paths } from '../../util/paths.js';
import classes from './reviews-page.module.css';
import { REVIEWS_SEARCH } from './search.js';

const FILTERS = ['state', 'owner', 'overdue', 'subject'] as const;

/** What is to be done after incidents, and their reviews. */
export function ReviewsPage(): ReactElement {
  const t = useT();
  return (
    <>
      <PageHead
        title={t('reviews:list')}
        lead={t('reviews:lead')}
        up={{ to: paths.incidents(), label: t('incidents:title') }}
      />
      <Items />
      <Reviews />
    </>
  );
}

function Items(): ReactElement {
  const t = useT();
  const { state, set, filtered, clear } = useListState(REVIEWS_SEARCH, FILTERS);
  const [territory] = useTerritory();
  const [open, setOpen] = useState<ActionItem | null>(null);
  const query = useQuery(
    actionItems({
      state: state.state === 'all' ? null : state.state,
      user: state.owner,
      overdue: state.overdue,
      subject: state.subject,
      territory,
    }),
  );
  return (
    <section className="ls-section">
      <h2>{t('reviews:items')}</h2>
      <FilterBar filtered={filtered} onClear={clear}>
        <FilterSelect
          label={t('reviews:item.state')}
          all={t('reviews:itemState.open')}
          value={state.state === 'open' ? null : state.state}
          onChange={(value) => set({ state: REVIEWS_SEARCH.state.read(value ?? undefined) })}
          options={[
            ...ACTION_ITEM_STATES.filter((one) => one !== 'open').map((value) => ({
              value,
              label: t(`reviews:itemState.${value}`),
            })),
            { value: 'all', label: t('common:all') },
          ]}
        />
        <Checkbox
          label={t('reviews:mine')}
          checked={state.owner === 'me'}
          onChange={({ currentTarget }) => set({ owner: currentTarget.checked ? 'me' : null })}
        />
        <Checkbox
          label={t('reviews:overdue')}
          checked={state.overdue}
          onChange={({ currentTarget }) => set({ overdue: currentTarget.checked })}
        />
        {state.subject !== null && (
          <span>
            {t('incidents:filter.about')} <strong>{state.subject}</strong>
          </span>
        )}
      </FilterBar>
      <QueryView
        query={query}
        needs="incident:read"
        errorTitle={t('reviews:itemsFailed')}
        skeleton={<TableSkeleton what={t('reviews:items')} rows={4} columns={3} />}
      >
        {(items) => {
          if (items.length > 0)
            return (
              <ItemList items={items} label={t('reviews:items')} withIncident onChange={setOpen} />
            );
          return filtered ? (
            <FilteredEmptyState total={null} onClear={clear} />
          ) : (
            <EmptyState title={t('reviews:noneOpen')} cli={cliLine('incident actions')}>
              <p>{t('reviews:noneOpenText')}</p>
            </EmptyState>
          );
        }}
      </QueryView>
      {open && (
        <ItemDialog incident={open.incident.name} item={open} onClose={() => setOpen(null)} />
      )}
    </section>
  );
}

function Reviews(): ReactElement {
  const t = useT();
  const titleOf = useIncidentTitle();
  const [territory] = useTerritory();
  const query = useQuery(reviewList(territory));
  return (
    <section className="ls-section">
      <h2>{t('reviews:reviews')}</h2>
      <QueryView
        query={query}
        needs="incident:read"
        errorTitle={t('reviews:failed')}
        skeleton={<TableSkeleton what={t('reviews:reviews')} rows={4} columns={3} />}
      >
        {(reviews) =>
          reviews.length === 0 ? (
            <p className="ls-quiet">{t('reviews:noReviews')}</p>
          ) : (
            <ul className={classes.list} aria-label={t('reviews:reviews')}>
              {reviews.map(({ incident, state, updatedAt }) => (
                <li key={incident.id}>
                  <ReviewMark state={state} />
                  <AppLink to={paths.review(incident.name)} className="ls-link">
                    {incident.name}: {titleOf(incident)}
                  </AppLink>
                  <span className="ls-quiet">
                    <TimeText at={updatedAt} show="relative" />
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
    </section>
  );
}
