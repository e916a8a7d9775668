import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { ReactElement, ReactNode } from 'react';
import classes from './data-table.module.css';

const VIRTUAL_FROM = 100;
const USUAL_HEIGHT = 66;

export interface CardListProps<Row> {
  label: string;
  entries: readonly { id: string; row: Row }[];
  card: (row: Row) => ReactNode;
  /** The container of the row shortcuts. */
  keys: (node: HTMLElement | null) => void;
}

/** A table's rows on a phone: all of them when there are few, otherwise the ones near the screen. */
export function CardList<Row>(props: CardListProps<Row>): ReactElement {
  const { label, entries, card, keys } = props;
  if (entries.length > VIRTUAL_FROM) return <VirtualCards {...props} />;
  return (
    <ul className={classes.cards} aria-label={label} ref={keys}>
      {entries.map(({ id, row }) => (
        <li key={id}>{card(row)}</li>
      ))}
    </ul>
  );
}

function VirtualCards<Row>({ label, entries, card, keys }: CardListProps<Row>): ReactElement {
  const list = useRef<HTMLUListElement>(null);
  const virtualizer = useWindowVirtualizer({
    count: entries.length,
    estimateSize: () => USUAL_HEIGHT,
    getItemKey: (index) => entries[index]?.id ?? index,
    overscan: 10,
    scrollMargin: list.current?.offsetTop ?? 0,
  });
  const items = virtualizer.getVirtualItems();
  const { scrollMargin } = virtualizer.options;
  const before = (items[0]?.start ?? scrollMargin) - scrollMargin;
  const after = virtualizer.getTotalSize() - ((items.at(-1)?.end ?? scrollMargin) - scrollMargin);
  const take = (node: HTMLUListElement | null): void => {
    list.current = node;
    keys(node);
  };
  return (
    <ul
      className={classes.cards}
      aria-label={label}
      ref={take}
      style={{ paddingBlock: `${before}px ${after}px` }}
    >
      {items.map(({ index, key }) => {
        const entry = entries[index];
        return (
          entry && (
            <li
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              aria-setsize={entries.length}
              aria-posinset={index + 1}
            >
              {card(entry.row)}
            </li>
          )
        );
      })}
    </ul>
  );
}
