import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { until } from './until.js';

/** A real Prometheus of a test's own, on a free port of the loopback interface. */
export interface TestPrometheus {
  readonly url: string;
  /** folder whose *.yaml it loads as rules */
  readonly rulesDir: string;
  /** ends it at once, without warning; data stay */
  kill(): Promise<void>;
  /** starts it again on the same port and data */
  start(): Promise<void>;
  /** ends it and removes its data */
  close(): Promise<void>;
}

export interface TestPrometheusOptions {
  /** ports of this host to scrape every two seconds, by job */
  readonly targets?: Readonly<Record<string, number>>;
  /** OpenMetrics text with timestamps, loaded as blocks before the first start: the past without waiting for it */
  readonly history?: string;
  /** takes samples by remote write */
  readonly receives?: boolean;
}

function program(variable: 'LEITSTAND_TEST_PROMETHEUS' | 'LEITSTAND_TEST_PROMTOOL'): string {
  const path = process.env[variable];
  if (!path) throw new Error(`${variable} is not set: run this through npm test`);
  return path;
}

/** The version of the Prometheus that tests start, and of its promtool. */
export async function testPrometheusVersion(): Promise<string> {
  const { stdout } = await promisify(execFile)(program('LEITSTAND_TEST_PROMTOOL'), ['--version']);
  return /version (\S+)/.exec(stdout)?.[1] ?? '';
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

function configuration(rulesDir: string, targets: Readonly<Record<string, number>>): string {
  const jobs = Object.entries(targets).map(([job, port]) => ({
    job_name: job,
    static_configs: [{ targets: [`127.0.0.1:${port}`] }],
  }));
  return JSON.stringify({
    global: { scrape_interval: '2s', scrape_timeout: '1s', evaluation_interval: '30s' },
    rule_files: [`${rulesDir}/*.yaml`],
    scrape_configs: jobs,
  });
}

async function loadHistory(dir: string, data: string, history: string): Promise<void> {
  const [file, blocks] = [join(dir, 'history.om'), join(dir, 'blocks')];
  writeFileSync(file, history);
  mkdirSync(blocks);
  await promisify(execFile)(
    program('LEITSTAND_TEST_PROMTOOL'),
    [
      'tsdb',
      'create-blocks-from',
      'openmetrics',
      '--quiet',
      '--max-block-duration=54h',
      file,
      blocks,
    ],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  for (const name of readdirSync(blocks)) renameSync(join(blocks, name), join(data, name));
  rmSync(file);
}

/** Starts a Prometheus and waits until it answers. */
export async function startTestPrometheus({
  targets = {},
  history,
  receives = false,
}: TestPrometheusOptions = {}): Promise<TestPrometheus> {
  const dir = mkdtempSync(join(tmpdir(), 'leitstand-prometheus-'));
  const [data, rulesDir] = [join(dir, 'data'), join(dir, 'rules')];
  for (const folder of [data, rulesDir]) mkdirSync(folder);
  if (history !== undefined) await loadHistory(dir, data, history);
  writeFileSync(join(dir, 'prometheus.yml'), configuration(rulesDir, targets));
  const url = `http://127.0.0.1:${await freePort()}`;
  let child: ChildProcess | null = null;

  const start = async () => {
    const flags = [
      '--config.file=' + join(dir, 'prometheus.yml'),
      '--storage.tsdb.path=' + data,
      '--storage.tsdb.retention.time=45d',
      '--web.listen-address=' + new URL(url).host,
    ];
    if (receives) flags.push('--web.enable-remote-write-receiver');
    child = spawn(
      program('LEITSTAND_TEST_PROMETHEUS'),
      [...flags, '--web.enable-lifecycle', '--log.level=error'],
      { stdio: 'ignore' },
    );
    await until(
      'Prometheus answers',
      () =>
        fetch(`${url}/-/ready`)
          .then(({ status }) => status === 200)
          .catch(() => false),
      30_000,
    );
  };
  const kill = async () => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  const close = async () => {
    await kill();
    rmSync(dir, { recursive: true, force: true });
  };
  await start();
  return { url, rulesDir, kill, start, close };
}
