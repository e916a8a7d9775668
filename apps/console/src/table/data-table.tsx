import { useMediaQuery } from '@mantine/hooks';
import { useCallback, useMemo } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { usePrinting } from '../hooks/use-printing.js';
import { useLanguage } from '../i18n/use-t.js';
import type { Path } from '../util/paths.js';
import type { Search } from '../util/search.js';
import { CardList } from './card-list.js';
import type { Column, RowPick } from './column.js';
import classes from './data-table.module.css';
import { TableBody } from './table-body.js';
import { TableHead } from './table-head.js';
import { useDataTable } from './use-data-table.js';
import { readSort, writeSort } from './sort-state.js';
import { PickAll } from './pick-box.js';
import { usePickKeys } from './use-pick-keys.js';
import { useRowKeys } from './use-row-keys.js';

export interface DataTableProps<Row extends object> {
  /** Names the table for readers; shown in print. */
  label: string;
  rows: readonly Row[];
  /** Keep stable (module scope or `useMemo`). */
  columns: readonly Column<Row>[];
  rowId: (row: Row) => string;
  /** Makes the first column a real link that covers the row. */
  href?: (row: Row) => Path;
  /** Query of the rows' links. */
  search?: Search;
  /** Rows get boxes to pick them by; `x` picks the focused one, `Shift+x` all up to it. Not on phones. */
  pick?: RowPick<Row>;
  /** Columns keep their widths whatever the rows hold; those without one share the rest. */
  fixed?: boolean;
  /** Every column is shown whatever the room; the table then scrolls sideways. */
  whole?: boolean;
  /** As in the address: 'name', '-name' or ''. */
  sort?: string;
  onSort?: (sort: string) => void;
  sortedByServer?: boolean;
  /** What a phone shows instead of the table's row. Without it the table scrolls sideways. */
  card?: (row: Row) => ReactNode;
  /** Shown under the row when it is expanded. */
  detail?: (row: Row) => ReactNode;
  expanded?: string | null;
  onExpand?: (id: string | null) => void;
  /** Pixels of a row whose cells have two lines. */
  rowHeight?: number;
}

/** CSS width that leaves a column without a width room for a name. */
function leastWidth<Row>(columns: readonly Column<Row>[]): string {
  return `calc(${columns.map(({ width }) => width ?? '12.5rem').join(' + ')})`;
}

/** The one table: 36 px rows, sortable heads with `aria-sort`, real links, j/k, virtual above 100 rows, cards on phones. */
export function DataTable<Row extends object>(props: DataTableProps<Row>): ReactElement {
  const { label, rows, columns, rowId, href, card, onSort, sortedByServer = false } = props;
  const language = useLanguage();
  const phone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const printing = usePrinting();
  const sort = useMemo(() => readSort(props.sort ?? ''), [props.sort]);
  const ordered = useDataTable({ rows, columns, rowId, sort, sortedByServer, language });
  const keys = useRowKeys();
  const picks = usePickKeys(ordered, props.pick);
  const box = useCallback(
    (node: HTMLElement | null) => {
      keys(node);
      picks(node);
    },
    [keys, picks],
  );
  if (phone && card && !printing) {
    return <CardList label={label} entries={ordered} card={card} keys={keys} />;
  }
  return (
    <div className={classes.scroll} ref={box} data-whole={props.whole || undefined}>
      <table
        className={classes.table}
        aria-label={label}
        data-fixed={props.fixed || undefined}
        style={props.whole ? { minWidth: leastWidth(columns) } : undefined}
      >
        <TableHead
          columns={columns}
          sort={sort}
          onSort={onSort && ((next) => onSort(writeSort(next)))}
          wide={props.detail !== undefined}
          pick={props.pick && <PickAll rows={ordered} pick={props.pick} />}
        />
        <TableBody
          rows={ordered}
          columns={columns}
          href={href}
          search={props.search}
          pick={props.pick}
          detail={props.detail}
          expanded={props.expanded ?? null}
          onExpand={props.onExpand}
          rowHeight={props.rowHeight}
        />
      </table>
    </div>
  );
}
