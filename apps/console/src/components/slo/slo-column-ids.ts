import type { Field } from '../../util/url-state.js';

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

const text = (columns: readonly ColumnId[]): string => columns.join('.');

/** The chosen columns in the address: 'name.left.burn'; null, and left out, while they are the usual ones. */
export function columnsField(): Field<readonly ColumnId[] | null> {
  return {
    fallback: null,
    read: (value) => {
      const wanted = new Set((value ?? '').split('.'));
      const known = COLUMN_IDS.filter((id) => id === 'name' || wanted.has(id));
      return known.length < 2 ? null : known;
    },
    write: (value) =>
      value === null || text(value) === text(DEFAULT_COLUMNS) ? undefined : text(value),
  };
}

/** The columns after one was switched; always in their order, never without the name. */
export function switchColumn(shown: readonly ColumnId[], id: ColumnId): ColumnId[] {
  return COLUMN_IDS.filter(
    (one) => one === 'name' || (one === id ? !shown.includes(one) : shown.includes(one)),
  );
}
