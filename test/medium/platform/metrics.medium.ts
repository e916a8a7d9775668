import { execFile } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { register } from 'prom-client';
import { LedgerMetrics } from '../../../apps/api/src/slos/jobs/ledger-metrics.js';
import { TaskMetrics } from '../../../apps/api/src/platform/background/task-metrics.js';
import { SystemClock } from '../../../apps/api/src/platform/kernel/clock.js';
import { SubscriptionMetrics } from '../../../apps/api/src/platform/outbox/subscription-metrics.js';
import { publishBuildInfo } from '../../../apps/api/src/platform/telemetry/build-info.js';
import { publishProcessMetrics } from '../../../apps/api/src/platform/telemetry/process-metrics.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
  publishBuildInfo('abc');
  publishProcessMetrics();
  void new LedgerMetrics(new SystemClock());
  new SubscriptionMetrics(new SystemClock()).declare('a.test');
  new TaskMetrics(new SystemClock()).declare(['slos.publish-rules']);
});
afterAll(() => test.close());

/** What `promtool check metrics` has against a text; empty when nothing. */
function objections(text: string): Promise<string> {
  return new Promise((resolve) => {
    const child = execFile(
      process.env.LEITSTAND_TEST_PROMTOOL ?? '',
      ['check', 'metrics'],
      (error, out, err) => resolve(`${out}${err}${error?.message ?? ''}`),
    );
    child.stdin?.end(text);
  });
}

describe('our own metrics', () => {
  it('are named as Prometheus wants them', async () => {
    expect(await objections(await register.metrics())).toBe('');
    expect(await objections('# TYPE leitstand_things counter\nleitstand_things 1\n')).toContain(
      '_total',
    );
  });

  it('begin at zero for everything that can be counted, and carry no label that people fill', async () => {
    const text = await register.metrics();
    for (const name of [
      'cpu_seconds_total',
      'resident_memory_bytes',
      'start_time_seconds',
      'open_fds',
    ])
      expect(text).toMatch(new RegExp(`^process_${name} \\d`, 'm'));
    for (const series of [
      'leitstand_background_runs_total{task="slos.publish-rules",outcome="failed"} 0',
      'leitstand_background_last_success_timestamp_seconds{task="slos.publish-rules"} 0',
      'leitstand_live_streams_ended_total{reason="slow"} 0',
      'leitstand_subscription_events_total{subscription="a.test",outcome="failed"} 0',
      'leitstand_subscription_lag_seconds{subscription="a.test"} 0',
      'leitstand_live_streams_open 0',
      'leitstand_build_info{version="0.1.0",revision="abc"} 1',
    ]) {
      expect(text).toContain(series);
    }
    const labels = new Set([...text.matchAll(/[{,]([a-z_]+)="/g)].map(([, name]) => name));
    expect([...labels].toSorted()).toEqual([
      'by',
      'folder',
      'le',
      'outcome',
      'reason',
      'revision',
      'subscription',
      'task',
      'version',
    ]);
  });
});
