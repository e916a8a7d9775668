import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '../harness/test-prometheus.js';
import { until } from '../harness/until.js';

const TYPESCRIPT = ['-C', 'leitstand-source', '--import', './test/harness/typescript.mjs'];

/**
 * Runs `work` beside the HTTP process as it runs for users, with telemetry preloaded, in a process of its own.
 * @param work is given where it answers, e.g. `http://127.0.0.1:4700`
 */
export async function withApi<T>(work: (origin: string) => Promise<T>): Promise<T> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const environment = {
    ...process.env,
    LEITSTAND_PORT: String(port),
    LEITSTAND_METRICS_PORT: String(await freePort()),
    LEITSTAND_LOG_LEVEL: 'warn',
    NODE_ENV: 'production',
    NODE_NO_WARNINGS: '1',
  };
  const child = spawn(
    process.execPath,
    [
      ...TYPESCRIPT,
      ...(process.env.LEITSTAND_BENCH_PROFILE
        ? ['--cpu-prof', '--cpu-prof-dir', process.env.LEITSTAND_BENCH_PROFILE]
        : []),
      '--import',
      './apps/api/src/platform/telemetry/register.ts',
      'apps/api/src/main.ts',
    ],
    { env: environment, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const answers = () =>
    fetch(`${origin}/livez`)
      .then(({ ok }) => ok)
      .catch(() => false);
  try {
    await until('the API answers', answers, 60_000);
    return await work(origin);
  } finally {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
}
