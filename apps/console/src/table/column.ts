import type { ReactNode } from 'react';
import type { Path } from '../util/paths.js';
import type { Search } from '../util/search.js';

/** One column of a DataTable. */
export interface Column<Row> {
  id: string;
  head: string;
  /** The head is only for readers (a column of buttons). */
  headHidden?: boolean;
  cell: (row: Row) => ReactNode;
  /** What to sort by; without it the table does not sort the column. Missing values always come last. */
  value?: (row: Row) => string | number | null;
  /** Whoever gives the rows sorts them by this column. */
  sorts?: boolean;
  align?: 'start' | 'end';
  /** CSS width; columns without one share the rest. */
  width?: string;
  /** Left out when the table itself is narrower than this: 'widest' below 1170 px, 'wide' below 1080 px, 'medium' below 800 px. */
  drop?: 'widest' | 'wide' | 'medium';
  /** Carries the row's link; without one the first column does. */
  link?: boolean;
  /** Cut with an ellipsis instead of wrapping. */
  cut?: boolean;
  /** Never wrap. */
  nowrap?: boolean;
}

/** Rows that can be picked for doing something with all of them at once. */
export interface RowPick<Row> {
  picked: ReadonlySet<string>;
  onChange: (picked: ReadonlySet<string>) => void;
  /** What a row is called. */
  name: (row: Row) => string;
}

/** What the body of a table and its rows share. */
export interface TableBodyProps<Row> {
  rows: { id: string; row: Row }[];
  columns: readonly Column<Row>[];
  href?: (row: Row) => Path;
  /** Query of the rows' links. */
  search?: Search;
  pick?: RowPick<Row>;
  detail?: (row: Row) => ReactNode;
  expanded: string | null;
  onExpand?: (id: string | null) => void;
  /** Pixels of a row whose cells have two lines; by default the row height of the theme. */
  rowHeight?: number;
}
