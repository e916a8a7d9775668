import { useQuery } from '@tanstack/react-query';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { sloList } from '../../api/queries.js';
import type { SloRow } from '../../api/contract-slo.js';
import { useGo } from '../../hooks/use-go.js';
import { useShortcut } from '../../hooks/use-shortcut.js';
import { useTerritory } from '../../hooks/use-territory.js';
import { useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { paths } from '../../util/paths.js';
import type { Search } from '../../util/search.js';
import { readView, viewRows } from '../../components/slo/slo-view.js';
import classes from './slo-detail.module.css';

/** The SLOs beside this one in the view it was opened from, and its place there; null while the list is not known. */
function useNeighbours(
  slug: string,
  view: string,
): { previous: SloRow | undefined; next: SloRow | undefined; place: number; total: number } | null {
  const [territory] = useTerritory();
  const { data } = useQuery(sloList);
  return useMemo(() => {
    if (!data) return null;
    const rows = viewRows(data.items, readView(view, territory));
    const index = rows.findIndex((row) => row.slug === slug);
    return {
      previous: rows[index === -1 ? -1 : index - 1],
      next: rows[index + 1],
      place: index + 1,
      total: rows.length,
    };
  }, [data, territory, view, slug]);
}

function Step({
  row,
  label,
  search,
  children,
}: {
  row: SloRow | undefined;
  label: string;
  search: Search;
  children: ReactNode;
}): ReactElement {
  if (!row)
    return (
      <span className={classes.step} aria-hidden="true" data-end>
        {children}
      </span>
    );
  return (
    <AppLink
      to={paths.slo(row.slug)}
      search={search}
      className={classes.step}
      aria-label={label}
      title={label}
    >
      {children}
    </AppLink>
  );
}

/** `]` and `[`: the next and the previous SLO of the view, as in a weekly review. */
export function Neighbours({ slug, view }: { slug: string; view: string }): ReactElement | null {
  const t = useT();
  const go = useGo();
  const beside = useNeighbours(slug, view);
  const search = useMemo(() => ({ view }), [view]);
  const visit = (row: SloRow | undefined): void => {
    if (row) go(paths.slo(row.slug), search);
  };
  useShortcut(']', () => visit(beside?.next));
  useShortcut('[', () => visit(beside?.previous));
  if (!beside || beside.total < 2) return null;
  const { previous, next, place, total } = beside;
  return (
    <nav className={classes.steps} aria-label={t('slo-detail:beside.label')}>
      <Step
        row={previous}
        search={search}
        label={t('slo-detail:beside.previous', { name: previous?.name ?? '' })}
      >
        <IconChevronLeft size={16} stroke={1.6} aria-hidden="true" />
      </Step>
      <span>
        {place === 0
          ? t('slo-detail:beside.outside', { total })
          : t('slo-detail:beside.place', { place, total })}
      </span>
      <Step
        row={next}
        search={search}
        label={t('slo-detail:beside.next', { name: next?.name ?? '' })}
      >
        <IconChevronRight size={16} stroke={1.6} aria-hidden="true" />
      </Step>
    </nav>
  );
}
