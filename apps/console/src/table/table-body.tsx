import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { ReactElement } from 'react';
import { usePrinting } from '../hooks/use-printing.js';
import type { TableBodyProps } from './column.js';
import { TableRow } from './table-row.js';

const VIRTUAL_FROM = 100;

/** All rows when there are few or the page is being printed; otherwise the ones near the screen, between two spacers. */
export function TableBody<Row>(props: TableBodyProps<Row>): ReactElement {
  const printing = usePrinting();
  const virtual = props.rows.length > VIRTUAL_FROM && !printing && props.expanded === null;
  return virtual ? <VirtualRows {...props} /> : (
    <tbody>
      {props.rows.map((entry) => (
        <TableRow key={entry.id} entry={entry} {...props} />
      ))}
    </tbody>
  );
}

function VirtualRows<Row>(props: TableBodyProps<Row>): ReactElement {
  const body = useRef<HTMLTableSectionElement>(null);
  const rowHeight = props.rowHeight ?? (Number.parseInt(getComputedStyle(document.documentElement).getPropertyValue('--ls-row'), 10) || 36);
  const virtualizer = useWindowVirtualizer({
    count: props.rows.length,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: body.current?.offsetTop ?? 0,
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0];
  const last = items.at(-1);
  const before = first ? first.start - virtualizer.options.scrollMargin : 0;
  const after = last ? virtualizer.getTotalSize() - (last.end - virtualizer.options.scrollMargin) : 0;
  return (
    <tbody ref={body}>
      {before > 0 && <tr aria-hidden="true" style={{ height: before }} />}
      {items.map(({ index }) => {
        const entry = props.rows[index];
        return entry && <TableRow key={entry.id} entry={entry} index={index} measure={virtualizer.measureElement} {...props} />;
      })}
      {after > 0 && <tr aria-hidden="true" style={{ height: after }} />}
    </tbody>
  );
}
