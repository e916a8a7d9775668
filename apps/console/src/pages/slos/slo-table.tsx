import { useMemo } from 'react';
import type { ReactElement } from 'react';
import type { SloRow } from '../../api/contract-slo.js';
import { useT } from '../../i18n/use-t.js';
import { DataTable } from '../../table/data-table.js';
import { useRowKeys } from '../../table/use-row-keys.js';
import { NumberText } from '../../ui/number-text.js';
import { paths } from '../../util/paths.js';
import { SloCard } from '../../components/slo/slo-card.js';
import { groupRows } from '../../components/slo/slo-groups.js';
import { writeView } from '../../components/slo/slo-view.js';
import type { ChipFilter, SloListState } from '../../components/slo/slo-view.js';
import classes from './slos.module.css';
import { useSloColumns } from './use-slo-columns.js';

export interface SloTableProps {
  /** In the order to show. */
  rows: readonly SloRow[];
  state: SloListState;
  onSort: (sort: string) => void;
  /** Narrows the list by what a chip in a row says. Keep stable. */
  onFilter: (change: ChipFilter) => void;
  picked: ReadonlySet<string>;
  onPick: (picked: ReadonlySet<string>) => void;
}

/** The list as one table, or one table per group with the most urgent group first. */
export function SloTable({
  rows,
  state,
  onSort,
  onFilter,
  picked,
  onPick,
}: SloTableProps): ReactElement {
  const t = useT();
  const keys = useRowKeys<HTMLDivElement>();
  const { group, sort, columns: chosen } = state;
  const columns = useSloColumns(chosen, onFilter);
  const groups = useMemo(() => groupRows(rows, group), [rows, group]);
  const view = writeView(state);
  const search = useMemo(() => ({ view }), [view]);
  const table = (label: string, items: readonly SloRow[]): ReactElement => (
    <DataTable
      label={label}
      rows={items}
      columns={columns}
      rowId={({ slug }) => slug}
      href={({ slug }) => paths.slo(slug)}
      search={search}
      fixed
      whole={chosen !== null}
      sort={sort}
      sortedByServer
      onSort={onSort}
      card={(row) => <SloCard row={row} search={search} />}
      rowHeight={49}
      pick={{ picked, onChange: onPick, name: ({ name }) => name }}
    />
  );
  if (group === 'none') return <div ref={keys}>{table(t('slos:title'), rows)}</div>;
  return (
    <div ref={keys} className={classes.groups}>
      {groups.map(({ key, name, rows: items }) => {
        const title = name ?? t(group === 'tier' ? 'slos:noTier' : 'slos:noTeam');
        return (
          <section key={key}>
            <h2 className={classes.groupTitle}>
              {title}{' '}
              <span className="ls-quiet">
                <NumberText value={items.length} />
              </span>
            </h2>
            {table(title, items)}
          </section>
        );
      })}
    </div>
  );
}
