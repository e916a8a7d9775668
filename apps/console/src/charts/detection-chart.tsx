import { useMemo } from 'react';
import type { ReactElement } from 'react';
import type { Detection, DetectionEnvelope } from '../api/contract-slo.js';
import { useTierName } from '../hooks/use-alert-name.js';
import { useLanguage, useT } from '../i18n/use-t.js';
import { formatDuration, formatDurationDative } from '../util/format/duration.js';
import type { Language } from '../util/format/locale.js';
import { formatFactor, formatNumber, formatPercent } from '../util/format/number.js';
import { ChartFrame } from './chart-frame.js';
import type { ChartTable } from './chart-frame.js';
import { useCursorTime } from './cursor-bus.js';
import { detectionSpec } from './detection-spec.js';
import { nearestIndex } from './keyboard.js';
import { Plot } from './plot.js';

/** A share with two significant digits, as far as a percentage has them. */
function formatShare(share: number, language: Language): string {
  const digits = Math.max(0, Math.min(6, 1 - Math.floor(Math.log10(share * 100 * 1.000001))));
  return formatPercent(share, language, share === 1 ? 0 : digits);
}

const formatBurn = (rate: number, language: Language): string =>
  formatFactor(rate, language, rate < 100 ? 1 : 0);

/** The next share of two digits that is not smaller: what is said of "everything from here on" must hold there. */
function roundUp(share: number): number {
  const scale = 10 ** (1 - Math.floor(Math.log10(share)));
  return Math.min(1, Math.ceil(share * scale - 1e-9) / scale);
}

/** One point in words: what goes wrong, and when somebody is told. */
function usePointText(): (point: Detection | undefined) => string {
  const t = useT();
  const tierName = useTierName();
  const language = useLanguage();
  return (point) => {
    if (!point) return '';
    const [ratio, burn] = [
      formatShare(point.errorRatio, language),
      formatBurn(point.burnRate, language),
    ];
    if (point.seconds === null) return t('charts:detection.never', { ratio, burn });
    const share = formatPercent(point.budgetShare ?? 0, language);
    return t('charts:detection.at', {
      ratio,
      burn,
      after: formatDuration(point.seconds, language),
      share,
      tier: point.tier === null ? '' : tierName(point.tier),
    });
  };
}

function useSummary({
  withinTarget,
  paged,
  targetSeconds,
  eventsPerSecond,
}: DetectionEnvelope): string {
  const t = useT();
  const language = useLanguage();
  if (paged === null) return t('charts:detection.summaryNever');
  const named = ({ errorRatio, burnRate }: Detection) => ({
    ratio: formatShare(errorRatio, language),
    burn: formatBurn(burnRate, language),
  });
  const target = formatDurationDative(targetSeconds, language);
  return [
    withinTarget
      ? t('charts:detection.summaryMet', {
          ...named({ ...withinTarget, errorRatio: roundUp(withinTarget.errorRatio) }),
          target,
        })
      : t('charts:detection.summaryMissed', { target }),
    t('charts:detection.summaryPaged', named(paged)),
    eventsPerSecond === null
      ? t('charts:detection.summaryPlenty')
      : t('charts:detection.summaryTraffic', {
          rate: formatNumber(eventsPerSecond * 60, language, eventsPerSecond < 1 ? 2 : 0),
        }),
  ].join(' ');
}

function useTable({ points }: DetectionEnvelope, name: string): ChartTable {
  const t = useT();
  const tierName = useTierName();
  const language = useLanguage();
  return useMemo(
    () => ({
      name,
      head: (['ratio', 'burn', 'after', 'share', 'tier'] as const).map((column) =>
        t(`charts:detection.column.${column}`),
      ),
      rows: () =>
        points.map(({ errorRatio, burnRate, seconds, budgetShare, tier }) => ({
          key: String(errorRatio),
          cells: [
            formatShare(errorRatio, language),
            formatBurn(burnRate, language),
            seconds === null ? '–' : formatDuration(seconds, language),
            budgetShare === null ? '–' : formatPercent(budgetShare, language),
            tier === null ? '–' : tierName(tier),
          ],
        })),
      csvHead: ['error_ratio', 'burn_rate', 'page_after_seconds', 'budget_share', 'tier'],
      csvRows: () =>
        points.map(({ errorRatio, burnRate, seconds, budgetShare, tier }) => [
          errorRatio,
          burnRate,
          seconds,
          budgetShare,
          tier,
        ]),
    }),
    [points, name, language, t, tierName],
  );
}

/** Time to the first page over the share of bad events, both axes logarithmic, with the target drawn in. */
export function DetectionChart({
  envelope,
  name,
}: {
  envelope: DetectionEnvelope;
  name: string;
}): ReactElement {
  const t = useT();
  const language = useLanguage();
  const pointText = usePointText();
  const spec = useMemo(
    () =>
      detectionSpec(envelope, {
        target: t('charts:detection.target', {
          after: formatDuration(envelope.targetSeconds, language),
        }),
        never: t('charts:detection.neverZone'),
        ratio: (share) =>
          formatPercent(share, language, Math.max(0, -Math.round(Math.log10(share * 100)))),
        duration: (seconds) => formatDuration(seconds, language),
      }),
    [envelope, language, t],
  );
  const at = useCursorTime();
  const shown =
    envelope.points[at === null ? envelope.points.length - 1 : nearestIndex(spec.x, at)];
  const title = t('charts:detection.title');
  return (
    <ChartFrame
      title={title}
      readout={pointText(shown)}
      summary={useSummary(envelope)}
      table={useTable(envelope, name)}
    >
      <Plot
        spec={spec}
        height={220}
        label={`${title}. ${t('charts:keys')}`}
        describe={(index) => pointText(envelope.points[index])}
      />
    </ChartFrame>
  );
}
