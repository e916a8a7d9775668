import { useMemo } from 'react';
import type { ReactElement } from 'react';
import type { BurnDown } from '../api/contract-slo.js';
import { useZone } from '../hooks/use-zone.js';
import { useLanguage, useT } from '../i18n/use-t.js';
import { formatDuration } from '../util/format/duration.js';
import { formatNumber } from '../util/format/number.js';
import { formatTime } from '../util/format/time.js';
import { ChartFrame } from './chart-frame.js';
import { useCursorTime } from './cursor-bus.js';
import { useEventTable } from './event-table.js';
import { eventStripSpec } from './event-strip.js';
import { eventSteps, stepAt, stepPeaks } from './event-steps.js';
import type { EventStep } from './event-steps.js';
import { Plot } from './plot.js';

const MAX_BARS = 180;

function useStepText(): (step: EventStep | undefined) => string {
  const t = useT();
  const language = useLanguage();
  const { zone } = useZone();
  return (step) => {
    if (!step) return '';
    const [from, to] = [step.from, step.to].map((at) =>
      formatTime(new Date(at * 1000), zone, language, 'datetime'),
    );
    if (step.good === null) return t('charts:events.atGap', { from: from ?? '', to: to ?? '' });
    return t('charts:events.at', {
      from: from ?? '',
      to: to ?? '',
      good: formatNumber(step.good, language),
      bad: formatNumber(step.bad ?? 0, language),
    });
  };
}

/** Good and bad events per step under a burn-down, on the same time axis and with the same cursor. */
export function EventChart({
  burnDown,
  xRange,
  name,
}: {
  burnDown: BurnDown;
  xRange: [number, number];
  name: string;
}): ReactElement {
  const t = useT();
  const language = useLanguage();
  const { zone } = useZone();
  const at = useCursorTime();
  const stepText = useStepText();
  const steps = useMemo(() => eventSteps(burnDown, MAX_BARS), [burnDown]);
  const spec = useMemo(() => {
    const peak = stepPeaks(steps);
    const compact = (value: number): string =>
      new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 }).format(
        value,
      );
    return eventStripSpec(steps, xRange, { good: compact(peak.good), bad: compact(peak.bad) });
  }, [steps, xRange, language]);
  const totals = useMemo(
    () =>
      steps.reduce(
        (sum, { good, bad }) => ({ good: sum.good + (good ?? 0), bad: sum.bad + (bad ?? 0) }),
        { good: 0, bad: 0 },
      ),
    [steps],
  );
  // The first bar and the last one may be cut.
  const widest = Math.max(burnDown.stepSeconds, ...steps.map(({ from, to }) => to - from));
  const title = t('charts:events.title', { step: formatDuration(widest, language, 'long') });
  const shown = at === null ? steps.at(-1) : stepAt(steps, at);
  return (
    <ChartFrame
      title={title}
      table={useEventTable(steps, name)}
      readout={stepText(shown)}
      summary={t('charts:events.summary', {
        bad: totals.bad,
        total: totals.good + totals.bad,
        from: formatTime(new Date(burnDown.from), zone, language, 'datetime'),
      })}
    >
      <Plot
        spec={spec}
        height={116}
        label={`${title}. ${t('charts:keys')}`}
        describe={(index) => stepText(steps[index])}
      />
    </ChartFrame>
  );
}
