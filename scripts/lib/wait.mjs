// Waiting on conditions, never on time alone.
import { connect } from 'node:net';

/**
 * Resolves after `ms` milliseconds.
 * @param {number} ms
 * @returns {Promise<void>}
 */
export const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/**
 * Polls a condition until it holds.
 * @param {() => unknown} condition truthy ends the wait; what it throws counts as "not yet"
 * @param {{seconds: number, every?: number}} limit deadline in seconds, pause in milliseconds
 * @returns {Promise<boolean>} false when the deadline passed first
 */
export async function until(condition, { seconds, every = 50 }) {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const held = await Promise.resolve()
      .then(condition)
      .catch(() => false);
    if (held) return true;
    if (Date.now() >= deadline) return false;
    await pause(every);
  }
}

/**
 * Whether `url` answers with a 2xx within `ms` milliseconds.
 * @param {string} url
 */
export async function httpOk(url, ms = 2000) {
  const response = await fetch(url, { signal: AbortSignal.timeout(ms) });
  await response.arrayBuffer();
  return response.ok;
}

/**
 * Whether something accepts a TCP connection there within `ms` milliseconds.
 * @param {string} host
 * @param {number} port
 * @returns {Promise<boolean>}
 */
export function tcpOpen(host, port, ms = 2000) {
  return new Promise((done) => {
    const socket = connect({ host, port });
    /** @param {boolean} open */
    const end = (open) => {
      socket.destroy();
      done(open);
    };
    socket.setTimeout(ms, () => end(false));
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}
