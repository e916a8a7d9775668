// A private Redis: append-only file, no eviction, bounded memory, loopback and password only.
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { privateFolder } from './account.mjs';

/** @import { Account, Service } from './types.js' */

/** Wakes and counters of rate limits: a few megabytes. What asks for more is a fault, and is told of ("memory full"). */
const MAX_MEMORY = '256mb';

/**
 * Redis as a service for the supervisor.
 * @param {{'redis-server': string}} programs
 * @param {{dir: string, port: number, account: Account, durable?: boolean, password?: string}} server
 * @returns {Service}
 */
export function redisService(programs, { dir, port, account, durable = true, password }) {
  const config = join(dir, 'redis.conf');
  return {
    name: 'redis',
    say: 'Redis',
    stage: 60,
    command: [
      programs['redis-server'],
      config,
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--dir',
      dir,
      '--appendonly',
      durable ? 'yes' : 'no',
      '--save',
      '',
      '--maxmemory-policy',
      'noeviction',
      '--maxmemory',
      MAX_MEMORY,
      '--daemonize',
      'no',
      '--logfile',
      '',
      '--ignore-warnings',
      'ARM64-COW-BUG',
    ],
    cwd: '/',
    wrap: account.wrap,
    seconds: 10,
    before: () => {
      privateFolder(dir, account);
      // By file: everybody sees the words of a command line.
      writeFileSync(config, password ? `requirepass ${password}\n` : '', { mode: 0o600 });
      account.own(config);
    },
    ready: () => pong(port, password),
    liveness: { answers: () => pong(port, password), seconds: 30, restart: true },
    readySeconds: 60,
  };
}

/**
 * Whether Redis answers PING; while it loads its file it does not.
 * @param {number} port
 * @param {string} [password]
 * @returns {Promise<boolean>}
 */
function pong(port, password) {
  return new Promise((done) => {
    const socket = connect({ host: '127.0.0.1', port });
    /** @param {boolean} answer */
    const end = (answer) => {
      socket.destroy();
      done(answer);
    };
    socket.setTimeout(1000, () => end(false));
    socket.once('error', () => end(false));
    let said = '';
    socket.on('data', (data) => {
      said += data.toString();
      if (/^-/m.test(said)) end(false);
      else if (said.includes('+PONG')) end(true);
    });
    socket.write(`${password ? `AUTH ${password}\r\n` : ''}PING\r\n`);
  });
}
