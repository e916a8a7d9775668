import { execFile } from 'node:child_process';
import { request, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LedgerMetrics } from '../../../apps/api/src/slos/jobs/ledger-metrics.js';
import { TaskMetrics } from '../../../apps/api/src/platform/background/task-metrics.js';
import { SystemClock } from '../../../apps/api/src/platform/kernel/clock.js';
import { SubscriptionMetrics } from '../../../apps/api/src/platform/outbox/subscription-metrics.js';
import { publishBuildInfo } from '../../../apps/api/src/platform/telemetry/build-info.js';
import { startMetricsServer } from '../../../apps/api/src/platform/telemetry/metrics-server.js';
import { publishProcessMetrics } from '../../../apps/api/src/platform/telemetry/process-metrics.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { freePort, startTestPrometheus } from '../../harness/test-prometheus.js';
import { until } from '../../harness/until.js';

let test: TestApp;
let server: Server;
let port: number;
beforeAll(async () => {
  test = await startTestApp();
  publishBuildInfo('abc');
  publishProcessMetrics();
  void new LedgerMetrics(new SystemClock());
  new SubscriptionMetrics(new SystemClock()).declare('a.test');
  new TaskMetrics(new SystemClock()).declare(['slos.publish-rules']);
  port = await freePort();
  server = await startMetricsServer({
    host: '127.0.0.1',
    port,
    token: undefined,
    names: ['leitstand.example'],
    extra: (path) =>
      Promise.resolve(path === '/livez' ? { status: 200, type: 'text/plain', body: 'ok' } : null),
  });
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await test.close();
});

async function scraped(accept?: string): Promise<{ type: string | null; text: string }> {
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`, {
    headers: accept ? { accept } : {},
  });
  return { type: answer.headers.get('content-type'), text: await answer.text() };
}

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

/** The status of a request, and what it says is allowed. */
function asked(method: string, path: string, headers: Record<string, string | string[]>) {
  return new Promise<string>((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', method, path, headers }, (answer) => {
      answer.resume();
      resolve([answer.statusCode, answer.headers.allow].filter(Boolean).join(' '));
    });
    sent.once('error', reject).end();
  });
}

describe('without a token', () => {
  it.each<
    [status: string, method: string, path: string, headers: Record<string, string | string[]>]
  >([
    ['200', 'GET', '/metrics', {}],
    ['200', 'HEAD', '/metrics', {}],
    ['200', 'GET', '/metrics', { host: 'leitstand.example' }],
    ['403', 'GET', '/metrics', { host: 'evil.example' }],
    ['403', 'GET', '/metrics', { forwarded: 'for=192.0.2.7' }],
    ['200', 'GET', '/livez', { host: 'evil.example' }],
    ['405 GET, HEAD', 'POST', '/metrics', {}],
    ['405 GET, HEAD', 'DELETE', '/livez', {}],
    ['404', 'POST', '/nothing', {}],
    ['400', 'GET', '/metrics', { authorization: ['Bearer a', 'Bearer b'] }],
  ])('there is %s to %s %s with %j', async (status, method, path, headers) => {
    expect(await asked(method, path, headers)).toBe(status);
  });
});

describe('our own metrics', () => {
  it('are named as Prometheus wants them', async () => {
    expect(await objections((await scraped()).text)).toBe('');
    expect(await objections('# TYPE leitstand_things counter\nleitstand_things 1\n')).toContain(
      '_total',
    );
  });

  it('begin at zero for everything that can be counted, and carry no label that people fill', async () => {
    const { text } = await scraped();
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
      'component',
      'folder',
      'le',
      'outcome',
      'reason',
      'revision',
      'subscription',
      'task',
      'trouble',
      'version',
    ]);
  });

  it('are OpenMetrics for whoever asks for it, the same series', async () => {
    const plain = await scraped('*/*');
    const open = await scraped('application/openmetrics-text; version=1.0.0');
    expect(plain.type).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(open.type).toBe('application/openmetrics-text; version=1.0.0; charset=utf-8');
    expect(open.text).toMatch(/\n# EOF\n$/);
    const names = ({ text }: { text: string }) =>
      [...text.matchAll(/^(\w+)[{ ]/gm)].map(([, name]) => name);
    expect(names(open)).toEqual(names(plain));
  });

  it('are read by Prometheus, which asks for OpenMetrics', async () => {
    const prometheus = await startTestPrometheus({ targets: { leitstand: port } });
    try {
      const target = await until('Prometheus has scraped it', async () => {
        const answer = await fetch(`${prometheus.url}/api/v1/targets`);
        const { data } = (await answer.json()) as {
          data: { activeTargets: { health: string; lastError: string }[] };
        };
        return data.activeTargets.find(({ health }) => health !== 'unknown');
      });
      expect(target).toMatchObject({ health: 'up', lastError: '' });
    } finally {
      await prometheus.close();
    }
  });
});
