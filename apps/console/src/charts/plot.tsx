import type { KeyboardEvent, ReactElement, RefObject } from 'react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { usePrinting } from '../hooks/use-printing.js';
import { useZone } from '../hooks/use-zone.js';
import { useLanguage } from '../i18n/use-t.js';
import { useChartTheme } from './chart-theme.js';
import { useCursorBus, useCursorTime } from './cursor-bus.js';
import type { CursorBus } from './cursor-bus.js';
import { nearestIndex, stepIndex } from './keyboard.js';
import { gutterOf, plotOptions } from './plot-options.js';
import { PrintPlot } from './print-plot.js';
import type { PlotSpec } from './plot-options.js';
import classes from './chart.module.css';

export interface PlotProps {
  spec: PlotSpec;
  height: number;
  /** The accessible name: what is drawn. */
  label: string;
  /** What is at one position, in words; read out when the arrow keys move there. */
  describe: (index: number) => string;
}

function follow(u: uPlot, bus: CursorBus): () => void {
  const move = (): void => {
    const at = bus.get();
    const left = at === null ? -10 : u.valToPos(at, 'x');
    if (Math.abs((u.cursor.left ?? -10) - left) > 0.5)
      u.setCursor({ left, top: at === null ? -10 : u.bbox.height / 2 / uPlot.pxRatio }, false);
  };
  move();
  return bus.subscribe(move);
}

function useWidth(box: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const target = box.current;
    if (!target) return undefined;
    const measure = (): void => setWidth(Math.floor(target.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(target);
    return () => observer.disconnect();
  }, [box]);
  return width;
}

/** One uPlot chart: fits its box, follows theme, zone and language, shares the page's cursor, and can be read by arrow keys. */
export function Plot({ spec, height, label, describe }: PlotProps): ReactElement {
  const host = useRef<HTMLDivElement>(null);
  const width = useWidth(host);
  const theme = useChartTheme();
  const { zone } = useZone();
  const language = useLanguage();
  const bus = useCursorBus();
  const at = useCursorTime();
  const printing = usePrinting();
  useEffect(() => {
    const target = host.current;
    if (!target || width < 40) return undefined;
    const options = plotOptions(
      spec,
      { width, height, zone, language, theme, gutter: gutterOf(spec.yTicks) },
      {
        localTime: (seconds) => uPlot.tzDate(new Date(seconds * 1000), zone),
        ratio: uPlot.pxRatio,
        onPoint: bus.set,
      },
    );
    const data = [spec.x, ...spec.lines.map(({ values }) => values)] as uPlot.AlignedData;
    const u = new uPlot(options, data, target);
    const unfollow = follow(u, bus);
    return () => {
      unfollow();
      u.destroy();
    };
  }, [spec, width, height, zone, language, theme, bus]);
  const last = spec.x.length - 1;
  const index = at === null ? last : nearestIndex(spec.x, at);
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = stepIndex(event, index, last);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    bus.set(next === null ? null : (spec.x[next] ?? null));
  };
  return (
    <>
      {printing && <PrintPlot spec={spec} height={height} label={label} />}
      <div
        ref={host}
        className={classes.plot}
        style={{ height }}
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={Math.max(0, last)}
        aria-valuenow={Math.max(0, index)}
        aria-valuetext={describe(index)}
        onKeyDown={onKeyDown}
        onBlur={() => bus.set(null)}
        data-print="no"
      />
    </>
  );
}
