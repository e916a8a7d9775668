/** One measured number, with what it should be. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly target: number;
  readonly better: 'lower' | 'higher';
}

/** Prints figures as a table, or with `--json` as the one document on standard output. */
export function printFigures(figures: readonly Figure[]): void {
  if (process.argv.includes('--json')) {
    process.stdout.write(`${JSON.stringify({ figures })}\n`);
    return;
  }
  const width = Math.max(...figures.map(({ name }) => name.length));
  for (const { name, value, unit, target, better } of figures) {
    const met = better === 'lower' ? value <= target : value >= target;
    process.stdout.write(
      `${name.padEnd(width)}  ${value.toFixed(1).padStart(10)} ${unit.padEnd(6)} target ${better === 'lower' ? '<=' : '>='} ${target}  ${met ? 'met' : 'MISSED'}\n`,
    );
  }
}

/** Progress goes to standard error, so that `--json` stays one document. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** The value below which `share` (0..1) of the values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
