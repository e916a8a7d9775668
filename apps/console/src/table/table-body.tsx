import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { ReactElement } from 'react';
import { usePrinting } from '../hooks/use-printing.js';
import type { TableBodyProps } from './column.js';
import { DetailRow, TableRow } from './table-row.js';

const VIRTUAL_FROM = 100;

/** All rows when there are few or the page is being printed; otherwise the ones near the screen, between two spacers. */
export function TableBody<Row>(props: TableBodyProps<Row>): ReactElement {
  const printing = usePrinting();
  return props.rows.length > VIRTUAL_FROM && !printing ? (
    <VirtualRows {...props} />
  ) : (
    <tbody>
      {props.rows.map((entry) => (
        <TableRow key={entry.id} entry={entry} {...props} />
      ))}
    </tbody>
  );
}

interface Line<Row> {
  entry: { id: string; row: Row };
  detail: boolean;
}

/** The lines of a virtual body: every row, and the details of the open one as a line of its own. */
function linesOf<Row>({ rows, detail, expanded }: TableBodyProps<Row>): Line<Row>[] {
  return rows.flatMap((entry) => [
    { entry, detail: false },
    ...(detail && entry.id === expanded ? [{ entry, detail: true }] : []),
  ]);
}

/** The height of an ordinary row in pixels; the token is in rem, so that rows grow with the text. */
function usualRowHeight(): number {
  const root = getComputedStyle(document.documentElement);
  const rows = Number.parseFloat(root.getPropertyValue('--ls-row'));
  return rows * Number.parseFloat(root.fontSize) || 36;
}

function VirtualRows<Row>(props: TableBodyProps<Row>): ReactElement {
  const body = useRef<HTMLTableSectionElement>(null);
  const rowHeight = props.rowHeight ?? usualRowHeight();
  const lines = linesOf(props);
  const keyOf = (index: number): string =>
    `${lines[index]?.entry.id ?? index}${lines[index]?.detail ? ':detail' : ''}`;
  const virtualizer = useWindowVirtualizer({
    count: lines.length,
    estimateSize: () => rowHeight,
    getItemKey: keyOf,
    overscan: 12,
    scrollMargin: body.current?.offsetTop ?? 0,
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0];
  const last = items.at(-1);
  const before = first ? first.start - virtualizer.options.scrollMargin : 0;
  const after = last
    ? virtualizer.getTotalSize() - (last.end - virtualizer.options.scrollMargin)
    : 0;
  const { measureElement } = virtualizer;
  return (
    <tbody ref={body}>
      {before > 0 && <tr aria-hidden="true" style={{ height: before }} />}
      {items.map(({ index }) => {
        const line = lines[index];
        if (!line) return null;
        return line.detail ? (
          <DetailRow
            key={keyOf(index)}
            columns={props.columns.length + (props.pick ? 1 : 0)}
            index={index}
            measure={measureElement}
          >
            {props.detail?.(line.entry.row)}
          </DetailRow>
        ) : (
          <TableRow
            key={keyOf(index)}
            entry={line.entry}
            index={index}
            measure={measureElement}
            {...props}
          />
        );
      })}
      {after > 0 && <tr aria-hidden="true" style={{ height: after }} />}
    </tbody>
  );
}
