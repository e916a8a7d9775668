import type { ReactElement, ReactNode } from 'react';
import classes from './tag.module.css';

/** A quiet outline around a short word: labels, sample, kinds. Never a status. */
export function Tag({
  children,
  title,
  mono = false,
}: {
  children: ReactNode;
  title?: string;
  mono?: boolean;
}): ReactElement {
  return (
    <span className={classes.tag} title={title} data-mono={mono || undefined}>
      {children}
    </span>
  );
}
