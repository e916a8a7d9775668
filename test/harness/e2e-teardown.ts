import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Stops the instance that the browser tests ran against and waits until it is gone. */
export default async function tearDown(): Promise<void> {
  const child = (globalThis as { leitstandE2e?: ChildProcess }).leitstandE2e;
  if (!child || child.exitCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}
