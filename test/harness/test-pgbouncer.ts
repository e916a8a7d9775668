import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './test-prometheus.js';
import { until } from './until.js';

/** A real PgBouncer in transaction mode before the PostgreSQL of the tests. */
export interface TestPgBouncer {
  /** the same login and database through it */
  through(url: string): string;
  close(): Promise<void>;
}

/** Who runs it when root runs the tests: it refuses to be root. */
const NOBODY = 65_534;

/**
 * @param logins that may go through, with their passwords
 * @param connections to the server for each login and database: few, so that several clients share one
 * @param more lines of the section `[pgbouncer]`
 */
export async function startTestPgBouncer(
  server: string,
  logins: Readonly<Record<string, string>>,
  connections: number,
  more: readonly string[] = [],
): Promise<TestPgBouncer> {
  const program = process.env.LEITSTAND_TEST_PGBOUNCER;
  if (!program) throw new Error('LEITSTAND_TEST_PGBOUNCER is not set: run this through npm test');
  const dir = mkdtempSync(join(tmpdir(), 'leitstand-pgbouncer-'));
  const { hostname, port: serverPort } = new URL(server);
  const port = await freePort();
  const users = join(dir, 'users.txt');
  const lines = Object.entries(logins).map(([login, password]) => `"${login}" "${password}"`);
  writeFileSync(users, `${lines.join('\n')}\n`);
  const config = join(dir, 'pgbouncer.ini');
  writeFileSync(
    config,
    [
      '[databases]',
      `* = host=${hostname} port=${serverPort}`,
      '[pgbouncer]',
      'listen_addr = 127.0.0.1',
      `listen_port = ${port}`,
      'unix_socket_dir =',
      'auth_type = scram-sha-256',
      `auth_file = ${users}`,
      'pool_mode = transaction',
      `default_pool_size = ${connections}`,
      ...more,
      '',
    ].join('\n'),
  );
  chmodSync(dir, 0o755);
  const isRoot = process.getuid?.() === 0;
  const child = spawn(program, [config], {
    stdio: 'ignore',
    ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
  });
  const through = (url: string) => {
    const changed = new URL(url);
    changed.port = String(port);
    return changed.toString();
  };
  await until('PgBouncer listens', async () => {
    const socket = connect(port, '127.0.0.1');
    const open = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    return open;
  });
  const close = async () => {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    rmSync(dir, { recursive: true, force: true });
  };
  return { through, close };
}
