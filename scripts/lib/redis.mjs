// A private Redis: append-only file, no eviction, loopback only.
import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';

/** @import { Account, Service } from './types.js' */

/**
 * Redis as a service for the supervisor.
 * @param {{'redis-server': string}} programs
 * @param {{dir: string, port: number, account: Account, durable?: boolean}} server
 * @returns {Service}
 */
export function redisService(programs, { dir, port, account, durable = true }) {
  return {
    name: 'redis',
    say: 'Redis',
    stage: 60,
    command: [
      programs['redis-server'],
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
      mkdirSync(dir, { recursive: true, mode: 0o750 });
      account.own(dir);
    },
    ready: () => pong(port),
    liveness: { answers: () => pong(port), seconds: 30, restart: true },
    readySeconds: 60,
  };
}

/**
 * Whether Redis answers PING; while it loads its file it does not.
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function pong(port) {
  return new Promise((done) => {
    const socket = connect({ host: '127.0.0.1', port });
    /** @param {boolean} answer */
    const end = (answer) => {
      socket.destroy();
      done(answer);
    };
    socket.setTimeout(1000, () => end(false));
    socket.once('error', () => end(false));
    socket.once('data', (data) => end(data.toString().startsWith('+PONG')));
    socket.write('PING\r\n');
  });
}
