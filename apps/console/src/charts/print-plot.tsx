import { useId, useMemo } from 'react';
import type { ReactElement } from 'react';
import { useZone } from '../hooks/use-zone.js';
import { useLanguage } from '../i18n/use-t.js';
import { timeLabels } from './axis-time.js';
import type { Bar } from './bars.js';
import classes from './chart.module.css';
import type { PlotSpec } from './plot-options.js';
import { linePath, printFrame } from './print-frame.js';
import type { PrintFrame } from './print-frame.js';
import { INK, PrintBehind, PrintOver } from './print-marks.js';
import { timeTicks } from './time-ticks.js';

/** Units of the picture across the paper; its text has the size of the page's small print. */
const WIDTH = 703;
const MAX_TICKS = 12;

function Patterns({ id }: { id: string }): ReactElement {
  const hatch = (name: string, colour: string, size: number): ReactElement => (
    <pattern
      id={`${id}-${name}`}
      width={size}
      height={size}
      patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)"
    >
      <path d={`M0 0V${size}`} stroke={colour} strokeWidth="1" />
    </pattern>
  );
  return (
    <defs>
      {hatch('bad', 'var(--ls-bad)', 4)}
      {hatch('gap', 'var(--ls-ink-3)', 5)}
    </defs>
  );
}

function Axes({ spec, frame }: { spec: PlotSpec; frame: PrintFrame }): ReactElement {
  const { zone } = useZone();
  const language = useLanguage();
  const marked = useMemo(() => {
    if (spec.xTicks) return spec.xTicks;
    const { ticks, step } = timeTicks(spec.xRange, zone, MAX_TICKS);
    const labels = timeLabels(ticks, step, zone, language);
    return ticks.map((at, index) => ({ at, label: labels[index] }));
  }, [spec.xTicks, spec.xRange, zone, language]);
  return (
    <>
      {spec.yTicks.map(({ at, label }) => (
        <g key={at}>
          <path d={`M${frame.left} ${frame.y(at)}H${frame.right}`} stroke="#dcdfe3" />
          <text x={frame.left - 6} y={frame.y(at) + 3} textAnchor="end">
            {label}
          </text>
        </g>
      ))}
      {marked.map(({ at, label }) => (
        <g key={at}>
          <path d={`M${frame.x(at)} ${frame.bottom}v4`} stroke="var(--ls-line-strong)" />
          <text x={frame.x(at)} y={frame.bottom + 15} textAnchor="middle">
            {label}
          </text>
        </g>
      ))}
    </>
  );
}

function BarShape({
  bar,
  frame,
  pattern,
}: {
  bar: Bar;
  frame: PrintFrame;
  pattern: string;
}): ReactElement {
  const [left, width] = [
    frame.x(bar.from),
    Math.max(0.8, frame.x(bar.to) - frame.x(bar.from) - 0.6),
  ];
  if (bar.look === 'gap')
    return (
      <rect
        x={left}
        y={frame.top}
        width={width}
        height={frame.bottom - frame.top}
        fill={`url(#${pattern}-gap)`}
      />
    );
  const [zero, edge] = [frame.y(0), frame.y(bar.value)];
  return (
    <rect
      x={left}
      y={Math.min(zero, edge)}
      width={width}
      height={Math.max(1, Math.abs(edge - zero))}
      fill={bar.look === 'bad' ? INK.bad : '#b9bfc6'}
    />
  );
}

/** The same plot for paper: vector, so that it is sharp at any size, in print colours whatever the theme on screen. */
export function PrintPlot({
  spec,
  height,
  label,
}: {
  spec: PlotSpec;
  height: number;
  label: string;
}): ReactElement {
  const id = useId();
  const frame = useMemo(() => printFrame(spec, WIDTH, height), [spec, height]);
  const bars = (spec.bars ?? []).filter(({ look, value }) => look === 'gap' || value !== 0);
  return (
    <svg className={classes.paper} viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={label}>
      <Patterns id={id} />
      {spec.marks.map((mark, index) => (
        <PrintBehind key={index} mark={mark} frame={frame} pattern={id} />
      ))}
      <Axes spec={spec} frame={frame} />
      {bars.map((bar) => (
        <BarShape key={`${bar.look}${bar.from}`} bar={bar} frame={frame} pattern={id} />
      ))}
      {spec.lines.map(({ tone, width, dash, values }, index) => (
        <path
          key={index}
          d={linePath(spec.x, values, frame)}
          stroke={INK[tone]}
          strokeWidth={width * 0.8}
          strokeDasharray={dash?.join(' ')}
          strokeLinejoin="round"
        />
      ))}
      {spec.marks.map((mark, index) => (
        <PrintOver key={index} mark={mark} frame={frame} />
      ))}
    </svg>
  );
}
