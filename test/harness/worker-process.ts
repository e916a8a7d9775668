import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { testEnvironment } from './test-environment.js';
import type { TestDatabase } from './test-database.js';
import { freePort } from './test-prometheus.js';

const TYPESCRIPT = ['-C', 'leitstand-source', '--import', './test/harness/typescript.mjs'];

/** Workers as they run for users, each in a process of its own, which a test may kill. */
export class WorkerProcesses {
  private readonly started: ChildProcess[] = [];

  /**
   * @param program what a worker is; default: the one that users run
   * @param before modules that are loaded before it
   */
  constructor(
    private readonly program = 'apps/api/src/worker.ts',
    private readonly before: readonly string[] = [],
  ) {}

  /** @param settings LEITSTAND_* values beside those of the database and free ports */
  async start(
    database: TestDatabase,
    settings: Readonly<Record<string, string>>,
  ): Promise<ChildProcess> {
    const environment = testEnvironment(database, {
      ...settings,
      LEITSTAND_WORKER_PORT: String(await freePort()),
      LEITSTAND_METRICS_PORT: String(await freePort()),
    });
    const before = this.before.flatMap((module) => ['--import', module]);
    const child = spawn(process.execPath, [...TYPESCRIPT, ...before, this.program], {
      env: { ...process.env, ...environment, NODE_NO_WARNINGS: '1' },
      stdio: ['ignore', 'ignore', 'inherit', ...(before.length > 0 ? (['ipc'] as const) : [])],
    });
    this.started.push(child);
    return child;
  }

  /** Ends those that live. */
  async close(): Promise<void> {
    await Promise.all(this.started.map(killed));
  }
}

/** Ends a process at once, without warning; resolves when it is gone. */
export async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}
