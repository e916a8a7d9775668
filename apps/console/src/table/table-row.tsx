import { IconChevronRight } from '@tabler/icons-react';
import type { ReactElement, ReactNode } from 'react';
import { AppLink } from '../ui/app-link.js';
import classes from './data-table.module.css';
import type { TableBodyProps } from './column.js';
import { PickBox } from './pick-box.js';
import { useT } from '../i18n/use-t.js';

/** One row; with `href` its first cell is a link covering the row, with `detail` it opens in place. */
export function TableRow<Row>({
  entry,
  columns,
  href,
  search,
  pick,
  detail,
  expanded,
  onExpand,
  index,
  measure,
}: TableBodyProps<Row> & {
  entry: { id: string; row: Row };
  /** Position in a virtual list, and what takes the row's real height there. */
  index?: number;
  measure?: (row: Element | null) => void;
}): ReactElement {
  const { id, row } = entry;
  const open = expanded === id;
  const linked = Math.max(
    0,
    columns.findIndex(({ link }) => link),
  );
  return (
    <>
      <tr
        ref={measure}
        data-index={index}
        className={classes.row}
        data-linked={href !== undefined || undefined}
        data-open={open || undefined}
        data-row-id={id}
        data-picked={pick?.picked.has(id) || undefined}
      >
        {pick && (
          <td className={classes.pickCell}>
            <PickBox id={id} name={pick.name(row)} pick={pick} />
          </td>
        )}
        {detail && (
          <td className={classes.toggleCell}>
            <Toggle open={open} onToggle={() => onExpand?.(open ? null : id)} />
          </td>
        )}
        {columns.map((column, at) => (
          <td
            key={column.id}
            data-align={column.align}
            data-drop={column.drop}
            data-cut={column.cut || undefined}
            data-nowrap={column.nowrap || undefined}
          >
            {at === linked && href ? (
              <AppLink to={href(row)} search={search} className={classes.link} data-row-link>
                {column.cell(row)}
              </AppLink>
            ) : (
              column.cell(row)
            )}
          </td>
        ))}
      </tr>
      {detail && open && index === undefined && (
        <DetailRow columns={columns.length + (pick ? 1 : 0)}>{detail(row)}</DetailRow>
      )}
    </>
  );
}

/** What stands under an open row. A virtual list places and measures it by itself. */
export function DetailRow({
  columns,
  index,
  measure,
  children,
}: {
  columns: number;
  index?: number;
  measure?: (row: Element | null) => void;
  children: ReactNode;
}): ReactElement {
  return (
    <tr ref={measure} data-index={index} className={classes.detail}>
      <td colSpan={columns + 1}>{children}</td>
    </tr>
  );
}

function Toggle({ open, onToggle }: { open: boolean; onToggle: () => void }): ReactElement {
  const t = useT();
  return (
    <button
      type="button"
      className={classes.toggle}
      aria-expanded={open}
      data-row-link
      aria-label={t('common:details')}
      onClick={onToggle}
    >
      <IconChevronRight size={14} stroke={1.8} aria-hidden="true" />
    </button>
  );
}
