// The ports, and who sits on one that is taken.
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { LauncherError, codeOf } from './fail.mjs';
import { commandWords } from './identity.mjs';
import { toolsToStart } from './tools.mjs';

/** @import { PortName, Ports, Settings } from './types.js' */

const BASE = 4700;

/**
 * Short name → [setting, distance from the base, what it is].
 * @type {Record<PortName, [setting: string, distance: number, what: string]>}
 */
export const PORTS = {
  api: ['LEITSTAND_PORT', 0, 'the console and the API'],
  metrics: ['LEITSTAND_METRICS_PORT', 1, 'the metrics of the API'],
  worker: ['LEITSTAND_WORKER_PORT', 2, 'the worker'],
  postgres: ['LEITSTAND_POSTGRES_PORT', 10, 'PostgreSQL'],
  redis: ['LEITSTAND_REDIS_PORT', 11, 'Redis'],
  prometheus: ['LEITSTAND_PROMETHEUS_PORT', 12, 'Prometheus'],
  alertmanager: ['LEITSTAND_ALERTMANAGER_PORT', 13, 'Alertmanager'],
  blackbox: ['LEITSTAND_BLACKBOX_PORT', 14, 'the blackbox exporter'],
  nodeExporter: ['LEITSTAND_NODE_EXPORTER_PORT', 15, 'the node exporter'],
  shop: ['LEITSTAND_SAMPLE_PORT', 16, 'the sample shop'],
  shopMetrics: ['LEITSTAND_SAMPLE_METRICS_PORT', 17, 'the metrics of the sample shop'],
  mailbox: ['LEITSTAND_SAMPLE_SMTP_PORT', 18, 'the sample mailbox'],
};

const PORT_NAMES = /** @type {PortName[]} */ (Object.keys(PORTS));

/**
 * @param {string} name
 * @param {string} text
 */
function parsePort(name, text, highest = 65_535) {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= highest) return port;
  throw new LauncherError(
    `${name}=${text} is not a port number from 1 to ${highest}: correct or unset it`,
  );
}

/**
 * Every port by its short name.
 * @returns {Ports}
 * @throws {LauncherError} naming the setting that is no port, or two settings that share one
 */
export function readPorts(env = process.env) {
  const base = parsePort('LEITSTAND_PORT_BASE', env.LEITSTAND_PORT_BASE || String(BASE), 65_500);
  const ports = /** @type {Record<PortName, number>} */ ({});
  const seen = new Map();
  for (const key of PORT_NAMES) {
    const [name, distance] = PORTS[key];
    ports[key] = env[name] ? parsePort(name, env[name]) : base + distance;
    const other = seen.get(ports[key]);
    if (other)
      throw new LauncherError(
        `${name} and ${other} are both ${ports[key]}: give each its own port`,
      );
    seen.set(ports[key], name);
  }
  return ports;
}

/**
 * Where this machine reaches what listens on an address.
 * @param {string} host
 */
export const local = (host) =>
  ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;

/**
 * Whether we may listen there; gives the error code, null when free.
 * @param {number} port
 * @returns {Promise<string | null>}
 */
export function probePort(port, host = '127.0.0.1') {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', (error) => done(codeOf(error) ?? error.message));
    server.listen({ port, host, exclusive: true }, () => server.close(() => done(null)));
  });
}

/**
 * A free port of the loopback interface.
 * @returns {Promise<number>}
 */
export function freePort() {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => done(port));
    });
  });
}

/** @param {number} port */
function listeningInodes(port) {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  const inodes = new Set();
  for (const file of ['/proc/net/tcp', '/proc/net/tcp6']) {
    try {
      for (const line of readFileSync(file, 'utf8').split('\n').slice(1)) {
        const [, local, , state, , , , , , inode] = line.trim().split(/\s+/);
        if (state === '0A' && local.endsWith(`:${hex}`)) inodes.add(`socket:[${inode}]`);
      }
    } catch {
      // not Linux: the holder stays unknown
    }
  }
  return inodes;
}

/**
 * @param {string} pid
 * @param {Set<string>} inodes
 */
function holds(pid, inodes) {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => {
      try {
        return inodes.has(readlinkSync(`/proc/${pid}/fd/${fd}`));
      } catch {
        return false;
      }
    });
  } catch {
    return false;
  }
}

/**
 * Who listens on a port, like `process 812 (nginx -g daemon off)`; null when that cannot be seen.
 * @param {number} port
 */
export function portHolder(port) {
  const inodes = listeningInodes(port);
  if (inodes.size === 0) return null;
  const pid = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .find((name) => holds(name, inodes));
  return pid ? `process ${pid} (${commandWords(pid).join(' ').trim().slice(0, 60)})` : null;
}

/**
 * Short names of the ports an instance with these settings listens on.
 * @param {Pick<Settings, 'external' | 'sample'>} settings
 * @returns {PortName[]}
 */
export function portsInUse({ external, sample }) {
  /** @type {PortName[]} */
  const samples = sample ? ['shop', 'shopMetrics', 'mailbox'] : [];
  return ['api', 'metrics', 'worker', ...toolsToStart(external), ...samples];
}

/**
 * Refuses to begin when a port is taken.
 * @param {Ports} ports
 * @param {PortName[]} keys short names of the ports we are about to use
 * @param {string} host where the API will listen; the others listen on loopback
 */
export async function requirePorts(ports, keys, host) {
  for (const key of keys) {
    const [name, , what] = PORTS[key];
    const code = await probePort(ports[key], key === 'api' ? host : '127.0.0.1');
    if (code === null) continue;
    if (code === 'EACCES')
      throw new LauncherError(
        `port ${ports[key]} for ${what} may only be used by root: set ${name} to one above 1023`,
      );
    if (code !== 'EADDRINUSE')
      throw new LauncherError(
        `cannot listen on ${host}:${ports[key]} (${code}): set LEITSTAND_HOST to an address of this machine`,
      );
    const holder = portHolder(ports[key]);
    throw new LauncherError(
      `port ${ports[key]} for ${what} is taken${holder ? ` by ${holder}` : ''}: stop it, or set ${name} (or LEITSTAND_PORT_BASE to move all ports)`,
    );
  }
}
