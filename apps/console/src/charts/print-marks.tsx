import type { ReactElement } from 'react';
import type { Tone } from './chart-theme.js';
import { spanLabelY, type Mark } from './marks.js';
import type { PrintFrame } from './print-frame.js';

export const INK: Record<Tone, string> = {
  ink: 'var(--ls-ink)',
  quiet: 'var(--ls-ink-2)',
  faint: 'var(--ls-ink-3)',
  bad: 'var(--ls-bad)',
  warn: 'var(--ls-warn)',
  ok: 'var(--ls-ok)',
  accent: 'var(--ls-accent)',
};

interface LabelProps {
  x: number;
  y: number;
  text: string;
  anchor?: 'start' | 'end';
  bold?: boolean;
}

function Label({ x, y, text, anchor = 'start', bold }: LabelProps): ReactElement {
  return (
    <text x={x} y={y} textAnchor={anchor} fontWeight={bold ? 600 : undefined} data-label>
      {text}
    </text>
  );
}

/** Behind the lines, in patterns that survive a black-and-white printer. `pattern` is the id of the hatching. */
export function PrintBehind({
  mark,
  frame,
  pattern,
}: {
  mark: Mark;
  frame: PrintFrame;
  pattern: string;
}): ReactElement | null {
  const { left, right, x, y } = frame;
  if (mark.kind === 'zone') {
    return (
      <>
        <rect
          x={left}
          y={y(mark.to)}
          width={right - left}
          height={y(mark.from) - y(mark.to)}
          fill={`url(#${pattern}-bad)`}
        />
        <Label x={left + 4} y={y(mark.to) + 9} text={mark.label} />
      </>
    );
  }
  if (mark.kind !== 'span') return null;
  const [start, end] = [x(mark.from), x(mark.to)];
  const [ceiling, floor] = [frame.top, Math.min(frame.bottom, y(0))];
  return (
    <>
      <rect
        x={start}
        y={ceiling}
        width={Math.max(0, end - start)}
        height={floor - ceiling}
        fill={mark.look === 'gap' ? `url(#${pattern}-gap)` : '#f1f2f4'}
      />
      {end - start > 60 && (
        <Label
          x={start + 4}
          y={spanLabelY({ top: ceiling, floor, bottom: frame.bottom }, 5)}
          text={mark.label}
        />
      )}
    </>
  );
}

/** Over the lines: thresholds, ideal and projected lines, the time of the reading, the newest value. */
export function PrintOver({ mark, frame }: { mark: Mark; frame: PrintFrame }): ReactElement | null {
  const { left, right, top, bottom, x, y } = frame;
  if (mark.kind === 'level') {
    return (
      <>
        <path d={`M${left} ${y(mark.y)}H${right}`} stroke={INK[mark.tone]} strokeDasharray="4 3" />
        <Label x={left + 4} y={y(mark.y) - 4} text={mark.label} />
      </>
    );
  }
  if (mark.kind === 'moment') {
    return (
      <>
        <path d={`M${x(mark.x)} ${top}V${bottom}`} stroke={INK.faint} strokeDasharray="1 3" />
        <Label
          x={x(mark.x) - 5}
          y={mark.end === 'top' ? top + 9 : bottom - 5}
          text={mark.label}
          anchor="end"
        />
      </>
    );
  }
  if (mark.kind === 'bracket') {
    return (
      <>
        <path d={`M${x(mark.from)} ${top + 8}v-4H${x(mark.to)}v4`} stroke={INK.faint} />
        <Label x={x(mark.from) + 4} y={top + 17} text={mark.label} />
      </>
    );
  }
  if (mark.kind === 'segment') {
    const toLeft = (x(mark.from.x) + x(mark.to.x)) / 2 > left + (right - left) * 0.6;
    return (
      <>
        <path
          d={`M${x(mark.from.x)} ${y(mark.from.y)}L${x(mark.to.x)} ${y(mark.to.y)}`}
          stroke={INK[mark.tone]}
          strokeDasharray={mark.dash.join(' ')}
        />
        <Label
          x={toLeft ? x(mark.from.x) - 7 : (x(mark.from.x) + x(mark.to.x)) / 2 + 7}
          y={(y(mark.from.y) + y(mark.to.y)) / 2 + (toLeft ? 9 : -5)}
          text={mark.label}
          anchor={toLeft ? 'end' : 'start'}
        />
      </>
    );
  }
  if (mark.kind !== 'tip') return null;
  const outside = x(mark.x) + 52 < right;
  return (
    <>
      <circle cx={x(mark.x)} cy={y(mark.y)} r="3" fill={INK[mark.tone]} stroke="none" />
      <Label
        x={x(mark.x) + (outside ? 6 : -6)}
        y={y(mark.y) - 6}
        text={mark.label}
        anchor={outside ? 'start' : 'end'}
        bold
      />
    </>
  );
}
