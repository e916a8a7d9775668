import type { ReactElement, ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { useT } from '../i18n/use-t.js';
import classes from './skeleton.module.css';

/** Shows its children only when waiting has lasted 150 ms, so that fast answers never flicker. */
export function Delayed({ children }: { children: ReactNode }): ReactElement {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 150);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={classes.delayed} data-skeleton="" data-shown={shown || undefined}>
      {children}
    </div>
  );
}

export function SkeletonLine({ width }: { width: string }): ReactElement {
  return <span className={classes.line} style={{ width }} />;
}

/** The geometry of a table to come: same row height, same head. */
export function TableSkeleton({
  rows = 8,
  columns = 5,
  what,
}: {
  rows?: number;
  columns?: number;
  what: string;
}): ReactElement {
  const t = useT();
  return (
    <Delayed>
      <div role="status" className="ls-visually-hidden">
        {t('states:loading', { what })}
      </div>
      <div aria-hidden="true" className={classes.table}>
        {Array.from({ length: rows }, (_, row) => (
          <div key={row} className={classes.row}>
            {Array.from({ length: columns }, (_cell, column) => (
              <SkeletonLine
                key={column}
                width={`${[62, 48, 70, 40, 55][(row + column * 2) % 5] ?? 50}%`}
              />
            ))}
          </div>
        ))}
      </div>
    </Delayed>
  );
}

/** A few lines of text to come. */
export function TextSkeleton({ lines = 4, what }: { lines?: number; what: string }): ReactElement {
  const t = useT();
  return (
    <Delayed>
      <div role="status" className="ls-visually-hidden">
        {t('states:loading', { what })}
      </div>
      <div aria-hidden="true" className={classes.text}>
        {Array.from({ length: lines }, (_, line) => (
          <SkeletonLine key={line} width={`${[38, 74, 66, 52][line % 4] ?? 60}%`} />
        ))}
      </div>
    </Delayed>
  );
}
