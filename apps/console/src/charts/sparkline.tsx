import { useMemo } from 'react';
import type { ReactElement } from 'react';
import classes from './chart.module.css';
import { sparkShape } from './sparkline-path.js';

export interface SparklineProps {
  values: readonly (number | null)[];
  /** Says in words what the line shows. */
  label: string;
  tone?: 'ink' | 'warn' | 'bad';
  width?: number;
  height?: number;
}

/** A small line of daily values; gaps stay gaps, the dashed line is zero. */
export function Sparkline({
  values,
  label,
  tone = 'ink',
  width = 96,
  height = 24,
}: SparklineProps): ReactElement {
  const { path, end, zero } = useMemo(
    () => sparkShape(values, width, height),
    [values, width, height],
  );
  return (
    <svg
      className={classes.spark}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
    >
      {zero !== null && <line x1="0" x2={width} y1={zero} y2={zero} />}
      <path d={path} />
      {end && <circle cx={end.x} cy={end.y} r="2.2" data-tone={tone} />}
    </svg>
  );
}
