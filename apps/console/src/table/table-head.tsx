import type { ReactElement } from 'react';
import { usePrinting } from '../hooks/use-printing.js';
import { useT } from '../i18n/use-t.js';
import type { Column } from './column.js';
import classes from './data-table.module.css';
import { nextSort } from './sort-state.js';
import type { Sort } from './sort-state.js';

/** Column heads: a button where the column sorts, `aria-sort` on the head that does. */
export function TableHead<Row>({
  columns,
  sort,
  onSort,
  wide,
  pick,
}: {
  columns: readonly Column<Row>[];
  sort: Sort | null;
  onSort?: (sort: Sort) => void;
  wide: boolean;
  /** The box that picks all rows. */
  pick?: ReactElement;
}): ReactElement {
  const t = useT();
  // Chromium leaves buttons out of a head it repeats on the next sheet.
  const printing = usePrinting();
  return (
    <thead className={classes.head}>
      <tr>
        {pick && (
          <th scope="col" className={classes.pickCell}>
            {pick}
          </th>
        )}
        {wide && (
          <th scope="col" className={classes.toggleCell}>
            <span className="ls-visually-hidden">{t('common:details')}</span>
          </th>
        )}
        {columns.map((column) => {
          const sorted =
            sort?.id === column.id ? (sort.desc ? 'descending' : 'ascending') : undefined;
          return (
            <th
              key={column.id}
              scope="col"
              aria-sort={sorted}
              data-align={column.align}
              data-drop={column.drop}
              style={{ width: column.width }}
            >
              {(column.value || column.sorts) && onSort && !printing ? (
                <button
                  type="button"
                  className={classes.sort}
                  onClick={() => onSort(nextSort(sort, column.id))}
                  title={t('common:sortBy', { column: column.head })}
                >
                  {column.head}
                  {sorted && <span aria-hidden="true">{sorted === 'descending' ? '↓' : '↑'}</span>}
                </button>
              ) : (
                <span className={column.headHidden ? 'ls-visually-hidden' : undefined}>
                  {column.head}
                </span>
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
