import { Settings } from '../platform/config/settings.js';
import { PrometheusClient } from '../platform/prometheus/prometheus-client.js';
import type { ScrapeTarget } from '../platform/prometheus/scrape-targets.js';

/**
 * What the Prometheus of the settings scrapes, for an operator to look at: job, address, whether it answers, and why not.
 * @throws DomainError `dependency-unavailable` when Prometheus does not answer
 */
export async function listTargets(settings: Settings): Promise<string> {
  const prometheus = new PrometheusClient(settings);
  try {
    return targetLines(await prometheus.targets());
  } finally {
    await prometheus.onApplicationShutdown();
  }
}

/** One line a target, those that do not answer first; columns stand below each other. */
export function targetLines(targets: readonly ScrapeTarget[]): string {
  if (targets.length === 0) return 'Prometheus scrapes nothing.\n';
  const order = ['down', 'unknown', 'up'];
  const rows = targets
    .toSorted(
      (a, b) => order.indexOf(a.health) - order.indexOf(b.health) || (a.job < b.job ? -1 : 1),
    )
    .map(({ health, job, address, error }) => [
      health === 'up' ? 'up' : health === 'down' ? 'DOWN' : 'not yet',
      job,
      address,
      error,
    ]);
  const widths = [0, 1, 2].map((at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((word, at) => word.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd();
  return `${rows.map(line).join('\n')}\n`;
}
