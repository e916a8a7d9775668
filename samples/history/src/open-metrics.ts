import type { Series } from './series.js';

const LINES_PER_CHUNK = 20_000;

/**
 * Writes series as OpenMetrics text, ending in `# EOF`, in chunks of some megabytes.
 * @param write takes one chunk; called in order
 * @returns how many samples were written
 */
export function writeOpenMetrics(
  series: readonly Series[],
  write: (chunk: string) => void,
): number {
  let samples = 0;
  let lines: string[] = [];
  let family = '';
  const flush = (): void => {
    if (lines.length > 0) write(`${lines.join('\n')}\n`);
    lines = [];
  };
  for (const one of series) {
    if (one.name !== family) lines.push(`# TYPE ${(family = one.name)} gauge`);
    const head = `${one.name}{${labelsOf(one.labels)}} `;
    for (const [at, value] of one.samples()) {
      lines.push(`${head}${value} ${at}`);
      samples++;
      if (lines.length >= LINES_PER_CHUNK) flush();
    }
  }
  lines.push('# EOF');
  flush();
  return samples;
}

function labelsOf(labels: Record<string, string>): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${value}"`)
    .join(',');
}
