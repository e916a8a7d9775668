import type { Columns } from '../../util/chosen-columns.js';

/** The columns of the list in their order. The name is always there. */
export const COLUMN_IDS = [
  'status',
  'name',
  'service',
  'objective',
  'sli',
  'left',
  'time',
  'burn',
  'runsOut',
  'spark',
  'team',
  'territory',
  'coverage',
  'labels',
] as const;
export type ColumnId = (typeof COLUMN_IDS)[number];

/** What is shown unless somebody chooses. */
export const DEFAULT_COLUMNS: readonly ColumnId[] = [
  'status',
  'name',
  'objective',
  'sli',
  'left',
  'burn',
  'runsOut',
  'spark',
  'team',
];

export const SLO_COLUMNS: Columns<ColumnId> = {
  all: COLUMN_IDS,
  usual: DEFAULT_COLUMNS,
  always: 'name',
};
