import { closeSync, openSync, renameSync, writeSync } from 'node:fs';

import { readArguments, USAGE, type HistoryRequest } from './arguments.js';
import { drawHistory } from './counts.js';
import { writeOpenMetrics } from './open-metrics.js';
import { seedOf } from './random.js';
import { seriesOf } from './series.js';
import { spanOf } from './ticks.js';

/** Writes the sample history; the file appears under its name only when it is complete. */
function writeHistory({ out, until, days }: HistoryRequest): void {
  const span = spanOf(until, days);
  const series = seriesOf(drawHistory(span, seedOf('leitstand sample history')));
  const draft = `${out}.part`;
  const file = openSync(draft, 'w');
  const samples = writeOpenMetrics(series, (chunk) => writeSync(file, chunk));
  closeSync(file);
  renameSync(draft, out);
  const summary = { file: out, series: series.length, samples, from: span.first, until };
  process.stdout.write(`${JSON.stringify(summary)}\n`);
}

const request = readArguments(process.argv.slice(2));
if (typeof request === 'string') {
  process.stderr.write(`${request}\n${USAGE}\n`);
  process.exitCode = 2;
} else {
  writeHistory(request);
}
