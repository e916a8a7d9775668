import { useCallback, useMemo } from 'react';
import type { ReactElement } from 'react';
import type { SloList } from '../../api/contract-slo.js';
import { downloadCsv, toCsv } from '../../charts/csv.js';
import { Fresh } from '../../components/slo/fresh.js';
import { usePageData } from '../../hooks/page-data.js';
import { useUrlState } from '../../hooks/use-url-state.js';
import { useT } from '../../i18n/use-t.js';
import { FilteredEmptyState } from '../../ui/states.js';
import { CountStrip } from './count-strip.js';
import { SloFilters } from './slo-filters.js';
import { facetsOf, filterRows } from './slo-filter.js';
import type { SloFilter } from './slo-filter.js';
import { sloCsv } from './slo-list-csv.js';
import { byUrgency } from './slo-order.js';
import { SloTable } from './slo-table.js';
import { SLO_FIELDS } from './slos-fields.js';

/** The loaded list: counts, filters, table. Everything chosen lives in the address. */
export function SloBrowser({ list }: { list: SloList }): ReactElement {
  const t = useT();
  const [{ group, sort, q, budget, burn, team, subject, label, territory }, set] = useUrlState(SLO_FIELDS);
  const filter = useMemo<SloFilter>(() => ({ q, budget, burn, team, subject, label, territory }), [q, budget, burn, team, subject, label, territory]);
  const ordered = useMemo(() => [...list.items].sort(byUrgency), [list.items]);
  const rows = useMemo(() => filterRows(ordered, filter), [ordered, filter]);
  const facets = useMemo(() => facetsOf(ordered, filter), [ordered, filter]);
  const onTeam = useCallback((slug: string) => set({ team: slug }), [set]);
  const onSearch = useCallback((next: string) => set({ q: next }, { replace: true }), [set]);
  const clear = (): void => set({ q: '', budget: null, burn: null, team: null, subject: null, label: null, territory: null });
  const save = (): void => {
    const { head, rows: cells } = sloCsv(rows);
    downloadCsv('slos.csv', toCsv(head, cells));
  };
  usePageData('slos', useMemo(() => ({ asOf: list.asOf, items: rows }), [list.asOf, rows]));
  const missing = list.counts.total - list.items.length;
  return (
    <Fresh asOf={list.asOf}>
      <CountStrip facets={facets} budget={budget} burn={burn} onBudget={(next) => set({ budget: next })} onBurn={(next) => set({ burn: next })} />
      <SloFilters
        facets={facets} filter={filter} group={group} shown={rows.length} total={list.items.length}
        onChange={set} onSearch={onSearch} onClear={clear} onLabel={(next) => set({ label: next })} onExport={save}
      />
      {rows.length === 0
        ? <FilteredEmptyState total={list.items.length} onClear={clear} />
        : <SloTable rows={rows} group={group} sort={sort} onSort={(next) => set({ sort: next })} onTeam={onTeam} />}
      {missing > 0 && <p className="ls-small ls-quiet" role="status">{t('slos:more', { count: missing })}</p>}
    </Fresh>
  );
}
