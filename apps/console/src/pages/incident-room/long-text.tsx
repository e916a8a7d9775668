import { useId, useState, type ReactElement } from 'react';
import { usePrinting } from '../../hooks/use-printing.js';
import { useT } from '../../i18n/use-t.js';
import { foldedText } from './fold-text.js';
import classes from './incident-room.module.css';

/** What somebody wrote: whole where it is short or printed, else its beginning, and a button for the rest. */
export function LongText({ text }: { text: string }): ReactElement {
  const t = useT();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const folded = foldedText(text);
  const isWhole = usePrinting() || isOpen || folded === null;
  return (
    <>
      <span id={id} className={classes.note}>
        {isWhole ? text : folded}
      </span>
      {folded !== null && (
        <button
          type="button"
          className="ls-text-button"
          data-print="no"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen
            ? t('incident-room:timeline.less')
            : t('incident-room:timeline.all', { count: text.length })}
        </button>
      )}
    </>
  );
}
