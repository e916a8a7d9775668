import autocannon from 'autocannon';
import { percentile } from './figures.js';

/** What a run of requests took, in milliseconds. */
export interface LoadResult {
  readonly requests: number;
  readonly p50: number;
  readonly p95: number;
  readonly bytes: number;
}

/**
 * Sends requests over `connections` connections, each as soon as the last one was answered.
 * @throws Error unless every answer was 200
 */
export async function load(
  url: string,
  headers: Readonly<Record<string, string>>,
  connections: number,
  seconds: number,
): Promise<LoadResult> {
  const times: number[] = [];
  let bytes = 0;
  let failed = 0;
  const run = autocannon({ url, connections, duration: seconds, headers });
  run.on('response', (_client, status, size, milliseconds) => {
    if (status !== 200) failed += 1;
    bytes = size;
    times.push(milliseconds);
  });
  await run;
  if (failed > 0 || times.length === 0)
    throw new Error(`${url}: ${failed} of ${times.length} answers were not 200`);
  return {
    requests: times.length,
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    bytes,
  };
}
