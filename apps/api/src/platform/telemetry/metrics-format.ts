import { OPENMETRICS_TEXT, PROMETHEUS_TEXT, type MetricsFormat } from './metric-family.js';

interface MediaRange {
  readonly type: string;
  readonly version: string | null;
  readonly quality: number;
}

/** What we write; the first of those that a client likes best is taken. */
const OFFERS = [
  { format: OPENMETRICS_TEXT, type: 'application/openmetrics-text', version: '1.0.0' },
  { format: PROMETHEUS_TEXT, type: 'text/plain', version: '0.0.4' },
] as const;

/**
 * The format of `/metrics` by an `Accept` header (RFC 9110, 12.5.1). OpenMetrics goes to whoever names it and does not like plain
 * text better; everybody else, also who takes anything or nothing that we have, gets the text format, as Prometheus' own clients do.
 * @param accept as it came; undefined = none
 */
export function metricsFormat(accept: string | undefined): MetricsFormat {
  const ranges = (accept ?? '').split(',').map(mediaRange);
  const [open, text] = OFFERS.map((offer) => qualityOf(offer, ranges));
  return open && open.isNamed && open.quality > 0 && open.quality >= (text?.quality ?? 0)
    ? OPENMETRICS_TEXT
    : PROMETHEUS_TEXT;
}

/** How much an offer is liked: the most specific range that it fits decides. */
function qualityOf(
  { type, version }: (typeof OFFERS)[number],
  ranges: readonly MediaRange[],
): { quality: number; isNamed: boolean } {
  const named = ranges.filter(
    (range) => range.type === type && (range.version ?? version) === version,
  );
  const wide = ranges.filter((range) => range.type === `${type.split('/')[0]}/*`);
  const any = ranges.filter((range) => range.type === '*/*');
  const deciding = [named, wide, any].find((some) => some.length > 0) ?? [];
  return {
    quality: Math.max(0, ...deciding.map((range) => range.quality)),
    isNamed: named.length > 0,
  };
}

function mediaRange(text: string): MediaRange {
  const [type = '', ...rest] = text.split(';').map((part) => part.trim().toLowerCase());
  const parameters = new Map(rest.map((part) => [part.split('=')[0], part.split('=')[1]]));
  const quality = Number(parameters.get('q') ?? 1);
  return {
    type,
    version: parameters.get('version')?.replaceAll('"', '') ?? null,
    quality: Number.isFinite(quality) ? Math.min(Math.max(quality, 0), 1) : 0,
  };
}
