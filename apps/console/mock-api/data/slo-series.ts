import { bucketFaults, meantPattern, printMatchers, seriesRead } from '#slo';
import type { SeriesWarning } from '../../src/api/contract-slo.js';
import { ago } from '../time.js';
import type { SloSeed } from './slo-seeds.js';

/** Jobs that are there, by what somebody may write instead. */
const MEANT: Readonly<Record<string, string>> = { chekout: 'checkout', shp: 'shop' };
/** Metrics that are not there, and what is. */
const RENAMED: Readonly<Record<string, string>> = { erp_orders_total: 'erp_order_total' };

/** In the Prometheus of the mock API one metric was renamed, and slips of the pen in `job` match nothing. */
export function seriesWarnings(seed: SloSeed, now: Date): SeriesWarning[] {
  return [...slips(seed, now), ...patterns(seed), ...buckets(seed)];
}

/** What needs no Prometheus to be seen. */
function buckets({ indicator }: SloSeed): SeriesWarning[] {
  return bucketFaults(indicator).map(({ code, series, le, suggestion, message }) => ({
    path: series.path,
    code,
    message,
    selector: series.selector,
    metric: series.metric,
    label: 'le',
    matcher: le === null ? null : `le="${le}"`,
    suggestion,
    lastSeenAt: null,
  }));
}

/** Nor does any label have a value that reads as a pattern. */
function patterns({ indicator }: SloSeed): SeriesWarning[] {
  return seriesRead(indicator).flatMap(({ path, role, selector, metric, matchers }) =>
    role === 'bucket'
      ? []
      : matchers.flatMap((matcher): SeriesWarning[] => {
          const meant = meantPattern(matcher);
          if (meant === undefined) return [];
          const [written, suggestion] = [printMatchers([matcher]), printMatchers([meant])];
          const does =
            matcher.op === '='
              ? 'matches no series in Prometheus'
              : `keeps nothing out by ${written}`;
          return [
            {
              path,
              code: 'no-series-pattern',
              message: `${selector} ${does}: no series of ${metric} has ${matcher.label} with this very text, as ${written} compares it. Did you mean ${suggestion}?`,
              selector,
              metric,
              label: matcher.label,
              matcher: written,
              suggestion,
              lastSeenAt: null,
            },
          ];
        }),
  );
}

function slips(seed: SloSeed, now: Date): SeriesWarning[] {
  if ('latency' in seed.indicator) return [];
  const { total } = seed.indicator.ratio;
  const [metric = ''] = /^\w+/.exec(total) ?? [];
  const base = { path: 'spec.indicator.ratio.total', selector: total, metric } as const;
  const says = `${total} matches no series in Prometheus`;
  const renamed = RENAMED[metric];
  if (renamed !== undefined)
    return [
      {
        ...base,
        code: 'no-series-metric',
        message: `${says}: there is no metric ${metric}. Did you mean ${renamed}?`,
        label: null,
        matcher: null,
        suggestion: renamed,
        lastSeenAt: null,
      },
    ];
  const job = /job="(\w+)"/.exec(total)?.[1] ?? '';
  const meant = MEANT[job];
  if (meant === undefined) return [];
  return [
    {
      ...base,
      code: 'no-series-value',
      message: `${says}: ${metric} exists, but not with job="${job}". Did you mean "${meant}"?`,
      label: 'job',
      matcher: `job="${job}"`,
      suggestion: meant,
      lastSeenAt: ago(now, { hours: 3 }),
    },
  ];
}
