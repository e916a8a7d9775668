import { Modal } from '@mantine/core';
import { useId, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, ReactElement } from 'react';
import { setOverlay } from '../stores/overlays.js';
import { useT } from '../i18n/use-t.js';
import { filterEntries } from '../util/palette-filter.js';
import type { PaletteEntry } from '../util/palette-filter.js';
import classes from './palette.module.css';
import { usePaletteEntries } from './use-palette-entries.js';

/** The best hits, and no more than one reads. */
const SHOWN = 40;

/** Up, down and Enter in the list; the chosen option stays in view. */
function useListKeys(
  found: readonly PaletteEntry[],
  run: (entry: PaletteEntry | undefined) => void,
) {
  const [chosen, setChosen] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const move = (step: number): void => {
    const next = (chosen + step + found.length) % Math.max(found.length, 1);
    setChosen(next);
    list.current?.querySelectorAll('[role="option"]')[next]?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Enter') run(found[chosen]);
    else return;
    event.preventDefault();
  };
  return { chosen, setChosen, list, onKeyDown };
}

/** Ctrl+K: pages, SLOs, subjects and actions by a few letters. A combobox with a list box, as screen readers expect. */
export function Palette(): ReactElement {
  const t = useT();
  const listId = useId();
  const [text, setText] = useState('');
  const { entries, complete } = usePaletteEntries();
  const hits = useMemo(() => filterEntries(entries, text, SHOWN + 1), [entries, text]);
  const found = useMemo(() => hits.slice(0, SHOWN), [hits]);
  const run = (entry: PaletteEntry | undefined): void => {
    if (!entry) return;
    setOverlay(null);
    entry.run();
  };
  const { chosen, setChosen, list, onKeyDown } = useListKeys(found, run);
  return (
    <Modal
      opened
      onClose={() => setOverlay(null)}
      withCloseButton={false}
      padding={0}
      size={600}
      yOffset="12vh"
      centered={false}
      title={t('palette:label')}
      classNames={{ header: 'ls-visually-hidden' }}
    >
      <input
        className={classes.input}
        data-autofocus
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        value={text}
        aria-activedescendant={found[chosen] ? `${listId}-${chosen}` : undefined}
        aria-label={t('shell:search.open')}
        placeholder={t('shell:search.hint')}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setChosen(0);
        }}
      />
      <ul
        id={listId}
        role="listbox"
        aria-label={t('palette:label')}
        className={classes.list}
        ref={list}
      >
        {found.map((entry, index) => (
          <PaletteOption
            key={entry.id}
            id={`${listId}-${index}`}
            entry={entry}
            head={found[index - 1]?.group !== entry.group}
            selected={index === chosen}
            onRun={() => run(entry)}
            onHover={() => setChosen(index)}
          />
        ))}
      </ul>
      <PaletteStatus complete={complete} typed={text.trim() !== ''} hits={hits.length} />
    </Modal>
  );
}

/** What the list does not show: names still on their way, hits beyond the best, or that there are none. */
function PaletteStatus({
  complete,
  typed,
  hits,
}: {
  complete: boolean;
  typed: boolean;
  hits: number;
}): ReactElement | null {
  const t = useT();
  const said = (): string | null => {
    if (!complete && (typed || hits === 0)) return t('palette:loading');
    if (hits === 0) return t('palette:empty');
    return typed && hits > SHOWN ? t('palette:best', { count: SHOWN }) : null;
  };
  const text = said();
  if (text === null) return null;
  return (
    <p className={classes.empty} role="status">
      {text}
    </p>
  );
}

function PaletteOption({
  id,
  entry,
  head,
  selected,
  onRun,
  onHover,
}: {
  id: string;
  entry: PaletteEntry;
  head: boolean;
  selected: boolean;
  onRun: () => void;
  onHover: () => void;
}): ReactElement {
  return (
    <>
      {head && (
        <li role="presentation" className={classes.group}>
          {entry.group}
        </li>
      )}
      <li
        id={id}
        role="option"
        aria-selected={selected}
        className={classes.option}
        onClick={onRun}
        onMouseMove={onHover}
      >
        <span>{entry.label}</span>
        <span className={classes.note}>{entry.note}</span>
      </li>
    </>
  );
}
