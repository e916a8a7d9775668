import type { ReactElement } from 'react';
import { useLanguage } from '../i18n/use-t.js';
import { formatExactPercent, formatNumber, percentParts } from '../util/format/number.js';
import classes from './number-text.module.css';

type Size = 'text' | 'figure';

/** A count or measured number with tabular figures; a missing one is a dash, never zero. */
export function NumberText({
  value,
  digits = 0,
  unit,
  size = 'text',
}: {
  value: number | null;
  digits?: number;
  unit?: string;
  size?: Size;
}): ReactElement {
  const language = useLanguage();
  return (
    <span className={classes.number} data-size={size}>
      {value === null ? '–' : formatNumber(value, language, digits)}
      {value !== null && unit !== undefined && (
        <span className={classes.unit}>{`\u202f${unit}`}</span>
      )}
    </span>
  );
}

/** A share (0..1) as percent; cut, not rounded, so that it reaches 100 only when it is 100. */
export function PercentText({
  share,
  digits = 2,
  size = 'text',
}: {
  share: number | null;
  digits?: number;
  size?: Size;
}): ReactElement {
  const language = useLanguage();
  if (share === null)
    return (
      <span className={classes.number} data-size={size}>
        –
      </span>
    );
  const { number, unit } = percentParts(share, language, digits);
  return (
    <span className={classes.number} data-size={size}>
      {number}
      <span className={classes.unit}>{unit}</span>
    </span>
  );
}

/** An objective's target, given as exact decimal text. */
export function TargetText({ target }: { target: string }): ReactElement {
  return <span className={classes.number}>{formatExactPercent(target, useLanguage())}</span>;
}
