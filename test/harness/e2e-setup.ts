import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';

const DATA = '.leitstand-test/e2e';
const READY_MS = 180_000;

/** What the browser tests know of the running instance; handed over in environment variables. */
async function started(child: ChildProcess): Promise<{ url: string; adminLink: string }> {
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const seen: string[] = [];
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`no "ready:" within ${READY_MS / 1000} s:\n${seen.join('\n')}`)),
      READY_MS,
    );
    lines.on('line', (line) => {
      seen.push(line);
      const url = /^ready: (\S+)/.exec(line)?.[1];
      if (!url) return;
      clearTimeout(timer);
      const adminLink = /https?:\/\/\S+\/first-run\?token=\S+/.exec(seen.join('\n'))?.[0] ?? '';
      resolve({ url, adminLink });
    });
    child.once('exit', (code) =>
      reject(new Error(`npm start ended with ${code}:\n${seen.join('\n')}`)),
    );
  });
}

/** Starts the whole program as a user would, on a data directory and ports of its own. */
export default async function setUp(): Promise<void> {
  rmSync(DATA, { recursive: true, force: true });
  mkdirSync('.leitstand-test', { recursive: true });
  const log = createWriteStream('.leitstand-test/e2e.log');
  const environment = {
    ...process.env,
    LEITSTAND_DATA_DIR: DATA,
    LEITSTAND_PORT_BASE: String(10_000 + 20 * (process.pid % 500)), // below those of the launcher's tests
  };
  const child = spawn('node', ['scripts/start.mjs'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.pipe(log);
  child.stderr.pipe(log);
  const { url, adminLink } = await started(child);
  process.env.LEITSTAND_E2E_URL = url;
  process.env.LEITSTAND_CONSOLE_URL = url;
  process.env.LEITSTAND_E2E_ADMIN_LINK = adminLink;
  process.env.LEITSTAND_E2E_DATA_DIR = DATA;
  // The sample customers wait until a test wants them, so that counters are at rest until then.
  const traffic = JSON.parse(readFileSync(`${DATA}/run/traffic.pid`, 'utf8')) as {
    identity: { pid: number };
  };
  process.kill(traffic.identity.pid, 'SIGSTOP');
  process.env.LEITSTAND_E2E_RESTING_SINCE = String(Date.now() / 1000);
  (globalThis as { leitstandE2e?: ChildProcess }).leitstandE2e = child;
}
