import { useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import { SLO_FILTERS } from '#contract';
import type { SloList } from '../../api/contract-slo.js';
import { Fresh } from '../../components/slo/fresh.js';
import { usePageData } from '../../stores/page-data.js';
import { useListState } from '../../hooks/use-list-state.js';
import { useT } from '../../i18n/use-t.js';
import { FilteredEmptyState } from '../../ui/states.js';
import { CountStrip } from './count-strip.js';
import { SloFilters } from './slo-filters.js';
import { facetsOf } from './slo-facets.js';
import { SloTable } from './slo-table.js';
import { SloTools } from './slo-tools.js';
import { viewRows } from '../../components/slo/slo-view.js';
import { SLO_FIELDS } from '../../components/slo/slos-fields.js';
import { useViewWords } from './use-view-words.js';

const NONE: ReadonlySet<string> = new Set();

/** The loaded list: counts, filters, table. Everything chosen lives in the address; what is picked lasts until the page is left. */
export function SloBrowser({ list }: { list: SloList }): ReactElement {
  const t = useT();
  const { state, set, filtered, clear, onSearch } = useListState(SLO_FIELDS, SLO_FILTERS);
  const [picked, setPicked] = useState(NONE);
  const rows = useMemo(() => viewRows(list.items, state), [list.items, state]);
  const facets = useMemo(() => facetsOf(list.items, state), [list.items, state]);
  const words = useViewWords(list)(state);
  usePageData(
    'slos',
    useMemo(() => ({ asOf: list.asOf, items: rows }), [list.asOf, rows]),
  );
  const missing = list.counts.total - list.items.length;
  return (
    <Fresh asOf={list.asOf}>
      <CountStrip
        facets={facets}
        budget={state.budget}
        burn={state.burn}
        onBudget={(budget) => set({ budget })}
        onBurn={(burn) => set({ burn })}
      />
      <SloFilters
        facets={facets}
        filter={state}
        group={state.group}
        filtered={filtered}
        shown={rows.length}
        onChange={set}
        onSearch={onSearch}
        onClear={clear}
        onLabel={(label) => set({ label })}
        tools={
          <SloTools
            state={state}
            words={words}
            rows={rows}
            total={list.items.length}
            picked={picked}
            onColumns={(columns) => set({ columns }, { replace: true })}
            onUnpick={() => setPicked(NONE)}
          />
        }
      />
      <p className="ls-print-only">
        {[words, t('slo-list:filters.shownOf', { shown: rows.length, total: list.items.length })]
          .filter((word) => word !== '')
          .join(' · ')}
      </p>
      {rows.length === 0 ? (
        <FilteredEmptyState total={list.items.length} onClear={clear} />
      ) : (
        <SloTable
          rows={rows}
          state={state}
          onSort={(sort) => set({ sort })}
          onFilter={set}
          picked={picked}
          onPick={setPicked}
        />
      )}
      {missing > 0 && (
        <p className="ls-small ls-quiet" role="status">
          {t('slo-list:more', { count: missing })}
        </p>
      )}
    </Fresh>
  );
}
