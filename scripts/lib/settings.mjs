// Reads the LEITSTAND_* values the launcher needs, and refuses what cannot work with one line.
import { readFileSync } from 'node:fs';
import { LauncherError, codeOf } from './fail.mjs';
import { layout } from './paths.mjs';
import { readPorts } from './ports.mjs';

/** @import { ExternalServer, ServerName, External, Settings } from './types.js' */

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
/** @type {Record<ServerName, [setting: string, protocols: string[], port: number]>} */
const EXTERNAL = {
  postgres: ['LEITSTAND_DATABASE_URL', ['postgres:', 'postgresql:'], 5432],
  redis: ['LEITSTAND_REDIS_URL', ['redis:', 'rediss:'], 6379],
  prometheus: ['LEITSTAND_PROMETHEUS_URL', ['http:', 'https:'], 9090],
  alertmanager: ['LEITSTAND_ALERTMANAGER_URL', ['http:', 'https:'], 9093],
};

const SERVERS = /** @type {ServerName[]} */ (Object.keys(EXTERNAL));

/**
 * @param {string} name
 * @param {string} value
 * @param {string[]} protocols
 * @returns {URL}
 */
function parseUrl(name, value, protocols) {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url?.hostname && protocols.includes(url.protocol)) return url;
  throw new LauncherError(
    `${name} is not a URL that begins with ${protocols.map((p) => `${p}//`).join(' or ')}: correct or unset it`,
  );
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} name
 * @param {string[]} allowed
 * @param {string} fallback
 */
function oneOf(env, name, allowed, fallback) {
  const value = env[name] || fallback;
  if (allowed.includes(value)) return value;
  throw new LauncherError(
    `${name}=${value} is not one of ${allowed.join(', ')}: correct or unset it`,
  );
}

/**
 * A setting's value, directly or out of the file its `_FILE` twin names.
 * @param {NodeJS.ProcessEnv} env
 * @param {string} name
 * @returns {string | undefined}
 */
export function valueOf(env, name) {
  const file = env[`${name}_FILE`];
  if (env[name] || !file) return env[name] || undefined;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new LauncherError(
      `${name}_FILE=${file} cannot be read (${codeOf(error)}): correct or unset it`,
    );
  }
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {External}
 */
function readExternal(env) {
  const external = /** @type {Partial<Record<ServerName, ExternalServer>>} */ ({});
  for (const server of SERVERS) {
    const [name, protocols, port] = EXTERNAL[server];
    const value = valueOf(env, name);
    if (!value) continue;
    const url = parseUrl(name, value, protocols);
    const hostname = url.hostname.replace(/^\[|\]$/g, '');
    external[server] = {
      name,
      value,
      host: hostname,
      port: Number(url.port) || (url.protocol === 'https:' ? 443 : port),
    };
  }
  for (const name of ['LEITSTAND_DATABASE_OWNER_URL', 'LEITSTAND_DATABASE_DIRECT_URL']) {
    const value = valueOf(env, name);
    if (!value) continue;
    parseUrl(name, value, EXTERNAL.postgres[1]);
    if (!external.postgres)
      throw new LauncherError(
        `${name} needs LEITSTAND_DATABASE_URL beside it: set both or neither`,
      );
  }
  if (!external.prometheus && env.LEITSTAND_PROMETHEUS_RELOAD === 'external')
    throw new LauncherError(
      'LEITSTAND_PROMETHEUS_RELOAD=external needs LEITSTAND_PROMETHEUS_URL beside it: nothing else reloads a private Prometheus',
    );
  return external;
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} host
 * @param {number} port
 */
function publicUrl(env, host, port) {
  if (env.LEITSTAND_PUBLIC_URL) {
    parseUrl('LEITSTAND_PUBLIC_URL', env.LEITSTAND_PUBLIC_URL, ['http:', 'https:']);
    return env.LEITSTAND_PUBLIC_URL.replace(/\/+$/, '');
  }
  const any = ['0.0.0.0', '::'].includes(host);
  return `http://${any ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`;
}

/**
 * All settings of the launcher.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Settings} settings: `ports` by short name, `host`, `url` (public), `external` servers by name, `hasSecret`, `metrics`, `sample`, `paths`
 * @throws {LauncherError} naming the bad variable
 */
export function readSettings(env = process.env) {
  const host = env.LEITSTAND_HOST || '127.0.0.1';
  if (!/^[\w.:-]+$/.test(host))
    throw new LauncherError(
      `LEITSTAND_HOST=${host} is not an address: use 127.0.0.1, 0.0.0.0 or a host name`,
    );
  const secret = valueOf(env, 'LEITSTAND_SECRET');
  if (secret && secret.length < 32) {
    throw new LauncherError(
      'LEITSTAND_SECRET is shorter than 32 characters: make one with "openssl rand -hex 32", or unset it',
    );
  }
  oneOf(env, 'LEITSTAND_LOG_LEVEL', LOG_LEVELS, 'info');
  const ports = readPorts(env);
  return {
    host,
    ports,
    url: publicUrl(env, host, ports.api),
    external: readExternal(env),
    hasSecret: Boolean(secret),
    metrics: {
      host: env.LEITSTAND_METRICS_HOST || '127.0.0.1',
      token: valueOf(env, 'LEITSTAND_METRICS_TOKEN') ?? null,
    },
    sample: oneOf(env, 'LEITSTAND_SAMPLE', ['on', 'off'], 'on') === 'on',
    paths: layout(env.LEITSTAND_DATA_DIR || undefined),
  };
}
