import { SERIES } from './series.js';
import type { CompileOptions } from './options.js';

/** Looks the runbook up on slo_info, so that alerts need no label for it; without one, Leitstand's own page about the alert. */
function runbookUrl(alert: string, options: CompileOptions): string {
  const info = `{{ with printf "${SERIES.info}{slo='%s',runbook!=''}" .Labels.slo | query }}{{ . | first | label "runbook" }}`;
  return `${info}{{ else }}${options.publicUrl}/runbooks/leitstand/${alert.toLowerCase()}{{ end }}`;
}

/**
 * The value as a factor in plain digits: `1.05`, `14`, `29520`. Prometheus' own `humanize` and `humanizePercentage` write `29.52k` and
 * `2.952e+04%`.
 */
export const TIMES =
  '{{ if lt $value 10.0 }}{{ printf "%.2f" $value }}{{ else }}{{ printf "%.0f" $value }}{{ end }} times';

/** Annotations every alert about an objective carries. */
export function alertAnnotations(
  alert: string,
  words: { summary: string; description: string },
  options: CompileOptions,
): Record<string, string> {
  return {
    ...words,
    runbook_url: runbookUrl(alert, options),
    dashboard_url: `${options.publicUrl}/slos/{{ $labels.slo }}`,
  };
}
