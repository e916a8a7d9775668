import {
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import type { ColumnDef, ReactTable, Row as TableRow } from '@tanstack/react-table';
import { useMemo } from 'react';
import { LOCALE } from '../util/format/locale.js';
import type { Language } from '../util/format/locale.js';
import type { Column } from './column.js';
import { compareValues } from './sort-state.js';
import type { Sort } from './sort-state.js';

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });
type Features = typeof features;
type Cell = string | number | null;

function columnDef<Row extends object>(
  column: Column<Row>,
  desc: boolean,
  collator: Intl.Collator,
): ColumnDef<Features, Row> {
  const value = column.value ?? (() => null);
  return {
    id: column.id,
    accessorFn: value,
    enableSorting: column.value !== undefined,
    // The library turns the result round for a descending column; missing values must stay last, so the turn is undone here.
    sortFn: (a: TableRow<Features, Row>, b: TableRow<Features, Row>, id: string) => {
      const order = compareValues(a.getValue<Cell>(id), b.getValue<Cell>(id), desc, collator);
      return desc ? -order : order;
    },
  };
}

export interface DataTableModel<Row extends object> {
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  rowId: (row: Row) => string;
  sort: Sort | null;
  /** The server has sorted already. */
  sortedByServer: boolean;
  language: Language;
}

/** The rows of a table in the order to show. */
export function useDataTable<Row extends object>(
  model: DataTableModel<Row>,
): { id: string; row: Row }[] {
  const { rows, columns, rowId, sort, sortedByServer, language } = model;
  const collator = useMemo(
    () => new Intl.Collator(LOCALE[language], { numeric: true, sensitivity: 'base' }),
    [language],
  );
  const defs = useMemo(
    () => columns.map((column) => columnDef(column, sort?.desc ?? false, collator)),
    [columns, sort?.desc, collator],
  );
  const data = useMemo(() => [...rows], [rows]);
  const sorting = useMemo(() => (sort ? [sort] : []), [sort]);
  const table: ReactTable<Features, Row> = useTable({
    features,
    columns: defs,
    data,
    getRowId: rowId,
    state: { sorting },
    manualSorting: sortedByServer,
    enableSortingRemoval: false,
  });
  return table.getRowModel().rows.map((row) => ({ id: row.id, row: row.original }));
}
