import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { watchAnswer } from './answers-kept.js';

/** The running instance that the browser tests look at: its API, and its servers as processes. */
export const instance = {
  get url(): string {
    return process.env.LEITSTAND_E2E_URL ?? '';
  },
  get dataDir(): string {
    return process.env.LEITSTAND_E2E_DATA_DIR ?? '';
  },
};

/** One of the instance's settings, as its processes got it. */
export function settingOf(name: string): string {
  const values = JSON.parse(
    readFileSync(join(instance.dataDir, 'run/environment.json'), 'utf8'),
  ) as Record<string, string>;
  return values[name] ?? '';
}

let token: string | null = null;

/** An API token minted the way a user would: `npm run -s token -- NAME`. */
function apiToken(): string {
  token ??= execFileSync('node', ['scripts/token.mjs', 'browser tests'], {
    encoding: 'utf8',
    env: { ...process.env, LEITSTAND_DATA_DIR: instance.dataDir },
  }).trim();
  return token;
}

/** Calls the public API; throws on anything that is not 2xx. */
export async function api<T>(path: string, body?: unknown): Promise<T> {
  const headers = { authorization: `Bearer ${apiToken()}`, 'content-type': 'application/json' };
  const response = await fetch(
    `${instance.url}/api/v1${path}`,
    body === undefined ? { headers } : { method: 'PUT', headers, body: JSON.stringify(body) },
  );
  const text = await response.text();
  watchAnswer({
    method: body === undefined ? 'GET' : 'PUT',
    url: `/api/v1${path}`,
    status: response.status,
    contentType: response.headers.get('content-type') ?? undefined,
    body: text,
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
  return JSON.parse(text) as T;
}

/** An instant query to the instance's Prometheus: the values with their labels. */
export async function promql(
  expression: string,
): Promise<{ metric: Record<string, string>; value: [number, string] }[]> {
  const response = await fetch(
    `${settingOf('LEITSTAND_PROMETHEUS_URL')}/api/v1/query?query=${encodeURIComponent(expression)}`,
  );
  const answer = (await response.json()) as {
    data: { result: { metric: Record<string, string>; value: [number, string] }[] };
  };
  return answer.data.result;
}

/** The process id of one of the instance's servers. */
export function pidOf(
  name: 'prometheus' | 'redis' | 'postgres' | 'worker' | 'api' | 'shop' | 'traffic',
): number {
  const entry = JSON.parse(readFileSync(join(instance.dataDir, 'run', `${name}.pid`), 'utf8')) as {
    identity: { pid: number };
  };
  return entry.identity.pid;
}

/**
 * Looks until `look` gives something, and gives that.
 * @param what for the error when the deadline passes
 */
export async function eventually<T>(
  what: string,
  seconds: number,
  look: () => Promise<T | null | undefined | false>,
): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`${what}: not within ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
