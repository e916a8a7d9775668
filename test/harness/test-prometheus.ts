import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { until } from './until.js';

/** A real Prometheus of a test's own, on a free port of the loopback interface. */
export interface TestPrometheus {
  readonly url: string;
  /** folder whose *.yaml it loads as rules */
  readonly rulesDir: string;
  /** has it read its configuration and rules again, as something beside it does */
  reload(): void;
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
  /** what it wants to see before it answers, as the file of its `--web.config.file` says it */
  readonly web?: object;
  /** false: it takes no requests to reload */
  readonly lifecycle?: boolean;
}

/** Of the user `admin` of `BASIC_AUTH`. */
export const PASSWORD = 'correct-horse';
/** The hash is made quickly, so that it is compared quickly. */
export const BASIC_AUTH = {
  basic_auth_users: { admin: '$2b$04$abcdefghijklmnopqrstuuPoaPXzWjiVz4HaNq2LJXksWbO79E.S6' },
} as const;

/** Path of a file of `test/harness/certificates`. */
export const certificate = (name: string): string =>
  join(import.meta.dirname, 'certificates', name);

/** TLS as `prometheus.test`, to nobody but those who show a certificate of the same authority. */
export const MUTUAL_TLS = {
  tls_server_config: {
    cert_file: certificate('server.pem'),
    key_file: certificate('server.key'),
    client_auth_type: 'RequireAndVerifyClientCert',
    client_ca_file: certificate('ca.pem'),
  },
} as const;

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

/** Whether it is ready; what wants credentials of us is. */
const answers = (url: string) =>
  fetch(`${url}/-/ready`).then(
    ({ status }) => status === 200 || status === 401,
    () => false,
  );

/** Whether it takes connections: what wants a certificate of us says no more. */
const accepts = (url: string) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    const end = (open: boolean) => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false));
  });

/** Starts a Prometheus and waits until it answers. */
export async function startTestPrometheus({
  targets = {},
  history,
  receives = false,
  web,
  lifecycle = true,
}: TestPrometheusOptions = {}): Promise<TestPrometheus> {
  const dir = mkdtempSync(join(tmpdir(), 'leitstand-prometheus-'));
  const [data, rulesDir] = [join(dir, 'data'), join(dir, 'rules')];
  for (const folder of [data, rulesDir]) mkdirSync(folder);
  if (history !== undefined) await loadHistory(dir, data, history);
  writeFileSync(join(dir, 'prometheus.yml'), configuration(rulesDir, targets));
  const tls = web !== undefined && 'tls_server_config' in web;
  const url = `${tls ? 'https' : 'http'}://127.0.0.1:${await freePort()}`;
  let child: ChildProcess | null = null;

  const start = async () => {
    const flags = [
      '--config.file=' + join(dir, 'prometheus.yml'),
      '--storage.tsdb.path=' + data,
      '--storage.tsdb.retention.time=45d',
      '--web.listen-address=' + new URL(url).host,
    ];
    if (lifecycle) flags.push('--web.enable-lifecycle');
    if (web !== undefined) {
      writeFileSync(join(dir, 'web.yml'), JSON.stringify(web));
      flags.push('--web.config.file=' + join(dir, 'web.yml'));
    }
    if (receives) flags.push('--web.enable-remote-write-receiver');
    child = spawn(program('LEITSTAND_TEST_PROMETHEUS'), [...flags, '--log.level=error'], {
      stdio: 'ignore',
    });
    await until('Prometheus answers', () => (tls ? accepts(url) : answers(url)), 30_000);
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
  const reload = () => void child?.kill('SIGHUP');
  return { url, rulesDir, reload, kill, start, close };
}
