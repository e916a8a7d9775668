import { useMemo } from 'react';
import { useShade } from '../theme/use-theme.js';

export type Tone = 'ink' | 'quiet' | 'faint' | 'bad' | 'warn' | 'ok' | 'accent';

/** The colours and type of canvas charts, read from the same CSS variables as everything else. */
export interface ChartTheme {
  colour: Record<Tone | 'paper' | 'line' | 'strong' | 'well', string>;
  font: string;
}

const VARIABLE: Record<keyof ChartTheme['colour'], string> = {
  ink: '--ls-ink',
  quiet: '--ls-ink-2',
  faint: '--ls-ink-3',
  bad: '--ls-bad',
  warn: '--ls-warn',
  ok: '--ls-ok',
  accent: '--ls-accent',
  paper: '--ls-paper',
  line: '--ls-line',
  strong: '--ls-line-strong',
  well: '--ls-well',
};

function readTheme(): ChartTheme {
  const style = getComputedStyle(document.documentElement);
  const colour = Object.fromEntries(
    Object.entries(VARIABLE).map(([name, variable]) => [
      name,
      style.getPropertyValue(variable).trim() || '#808080',
    ]),
  ) as ChartTheme['colour'];
  return { colour, font: `11.5px ${getComputedStyle(document.body).fontFamily}` };
}

/** The theme on screen; a new object when light, dark or night is switched. */
export function useChartTheme(): ChartTheme {
  const shade = useShade();
  return useMemo(() => {
    document.documentElement.setAttribute('data-theme', shade);
    return readTheme();
  }, [shade]);
}
