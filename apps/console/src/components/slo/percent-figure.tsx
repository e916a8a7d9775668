import type { ReactElement } from 'react';
import classes from './slo.module.css';

/** A percentage as text, its sign smaller and lighter than its number; anything else as it is. */
export function PercentFigure({ text }: { text: string }): ReactElement {
  const parts = /^(.*\d)(\s*%)$/.exec(text);
  if (!parts) return <span>{text}</span>;
  return (
    <span>
      {parts[1]}
      <span className={classes.sign}>{parts[2]}</span>
    </span>
  );
}
