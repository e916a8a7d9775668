import { say } from './figures.js';

/** The servers of the tests, as far as a benchmark uses them; `scripts/lib` has no types of its own. */
interface Servers {
  claim(): Promise<void>;
  findPrograms(): Promise<unknown>;
  start(): Promise<void>;
  environment(): Record<string, string | undefined>;
  stop(): Promise<void>;
}

/**
 * Runs `work` with PostgreSQL, Redis and the paths of Prometheus in the environment: those of a surrounding `npm test`, or a
 * private set that goes away afterwards.
 */
export async function withServers(work: () => Promise<void>): Promise<void> {
  if (process.env.LEITSTAND_TEST_POSTGRES_URL) return work();
  const path = '../../scripts/lib/test-servers.mjs';
  const { TestServers } = (await import(path)) as {
    TestServers: new (say: (line: string) => void) => Servers;
  };
  const servers = new TestServers(say);
  try {
    await servers.claim();
    await servers.findPrograms();
    await servers.start();
    Object.assign(process.env, servers.environment());
    await work();
  } finally {
    await servers.stop();
  }
}
