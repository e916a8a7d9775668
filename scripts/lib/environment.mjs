// The settings our processes get, and their copy for `npm run token` and `npm run admin`.
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { postgresUrls } from './postgres.mjs';
import { ROOT } from './paths.mjs';
import { secret, webPrefixes } from './secrets.mjs';

/** @import { Paths, PortName, Ports, Settings } from './types.js' */

/** @param {string} runDir */
const file = (runDir) => join(runDir, 'environment.json');

/**
 * The LEITSTAND_* values of this instance.
 * @param {Settings} settings what readSettings gave
 * @param {string} [promtool] path of the program beside a Prometheus of our own
 * @returns {Record<string, string>}
 */
export function instanceEnvironment(settings, promtool) {
  const { ports, paths, external, host, url, sample, hasSecret } = settings;
  /** @param {PortName} name */
  const loopback = (name) => `http://127.0.0.1:${ports[name]}`;
  const database = external.postgres
    ? { LEITSTAND_DATABASE_URL: external.postgres.value }
    : ownDatabase(paths, ports);
  return {
    ...ownServers(process.env),
    LEITSTAND_HOST: host,
    LEITSTAND_PORT: String(ports.api),
    LEITSTAND_METRICS_PORT: String(ports.metrics),
    LEITSTAND_WORKER_PORT: String(ports.worker),
    LEITSTAND_PUBLIC_URL: url,
    LEITSTAND_DATA_DIR: paths.data,
    LEITSTAND_RULES_DIR: paths.rules,
    LEITSTAND_AUDIT_DIR: paths.audit,
    LEITSTAND_DISK_FOLDERS: process.env.LEITSTAND_DISK_FOLDERS || diskFolders(settings),
    LEITSTAND_CONSOLE_DIR: process.env.LEITSTAND_CONSOLE_DIR || join(ROOT, 'dist/console'),
    LEITSTAND_REDIS_URL: external.redis?.value ?? ownRedis(paths, ports),
    LEITSTAND_PROMETHEUS_URL:
      external.prometheus?.value ?? loopback('prometheus') + webPrefixes(paths).prometheus,
    LEITSTAND_ALERTMANAGER_URL:
      external.alertmanager?.value ?? loopback('alertmanager') + webPrefixes(paths).alertmanager,
    LEITSTAND_SAMPLE: sample ? 'on' : 'off',
    LEITSTAND_SAMPLE_URL: process.env.LEITSTAND_SAMPLE_URL || loopback('shop'),
    ...(process.env.LEITSTAND_SAMPLE_URL ? {} : { LEITSTAND_SAMPLE_TOKEN: sampleToken(paths) }),
    LEITSTAND_SAMPLE_MAILBOX_DIR: paths.mailbox,
    ...(sample ? { LEITSTAND_SAMPLE_SMTP_URL: `smtp://127.0.0.1:${ports.mailbox}` } : {}),
    ...(sample && !hasOperators(process.env) ? { LEITSTAND_OPERATOR_MAIL: SAMPLE_OPERATORS } : {}),
    ...(promtool && !process.env.LEITSTAND_PROMTOOL ? { LEITSTAND_PROMTOOL: promtool } : {}),
    ...(external.alertmanager ? {} : { LEITSTAND_INTAKE_TOKEN: intakeToken(paths) }),
    ...database,
    ...(hasSecret ? {} : { LEITSTAND_SECRET: secret(paths.secrets, 'secret') }),
  };
}

/** Whom the instance tells when pages do not go out, as long as it is only tried: their mails lie in the sample mailbox. */
const SAMPLE_OPERATORS = 'operators@sample.invalid';

/**
 * Whether somebody has said who the operators are, or has a mail server, which nothing of the sample is sent to.
 * @param {NodeJS.ProcessEnv} env
 */
const hasOperators = (env) =>
  ['OPERATOR_MAIL', 'OPERATOR_NTFY_URL', 'SMTP_URL'].some(
    (name) => env[`LEITSTAND_${name}`] || env[`LEITSTAND_${name}_FILE`],
  );

/**
 * What else is set about servers that somebody else runs: so that `npm run admin` asks them as the instance does.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Record<string, string>}
 */
function ownServers(env) {
  const about = /^LEITSTAND_(DATABASE|PROMETHEUS|ALERTMANAGER)_\w+$/;
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      about.test(name) && value ? [[name, value]] : [],
    ),
  );
}

/**
 * Where this instance and its private servers write; a folder whose path cannot be named in the setting is left out.
 * @param {Settings} settings
 */
function diskFolders({ paths, external }) {
  const { data, log, postgres, redis, prometheus } = paths;
  const own = { data, log, postgres, redis, prometheus };
  return Object.entries(own)
    .filter(([name, path]) => !(name in external) && !/[,=]/.test(path))
    .map((pair) => pair.join('='))
    .join(',');
}

/**
 * The database that we run ourselves.
 * @param {Paths} paths
 * @param {Ports} ports
 */
function ownDatabase(paths, ports) {
  const { app, owner } = postgresUrls(ports.postgres, passwords(paths));
  return { LEITSTAND_DATABASE_URL: app, LEITSTAND_DATABASE_OWNER_URL: owner };
}

/**
 * @param {Paths} paths
 * @param {Ports} ports
 */
const ownRedis = (paths, ports) => `redis://:${passwords(paths).redis}@127.0.0.1:${ports.redis}`;

/**
 * The passwords of our two database logins and of Redis; made on first use.
 * @param {Paths} paths
 */
export function passwords(paths) {
  return {
    owner: secret(paths.secrets, 'postgres-owner'),
    app: secret(paths.secrets, 'postgres-app'),
    redis: secret(paths.secrets, 'redis'),
  };
}

/**
 * The token with which our own Alertmanager sends its alerts; made on first use.
 * @param {Pick<Paths, 'secrets'>} paths
 */
export const intakeToken = ({ secrets }) => `lsa_${secret(secrets, 'alertmanager-intake')}`;

/**
 * The token that our own sample shop asks for before it lets itself be switched; made on first use.
 * @param {Pick<Paths, 'secrets'>} paths
 */
export const sampleToken = ({ secrets }) => secret(secrets, 'sample-control');

/**
 * The password of the cluster's superuser. Nobody but the launcher uses it.
 * @param {Paths} paths
 * @param {boolean} isNew the cluster is about to be made
 * @returns {string | null} null: the cluster is older, and its superuser was still the owner when it ran last (`separateOwner`)
 */
export function adminPassword({ secrets }, isNew) {
  const name = 'postgres-admin';
  return isNew || existsSync(join(secrets, name)) ? secret(secrets, name) : null;
}

/**
 * The environment of a child: ours, with this instance's values; a `_FILE` twin of a value we set is taken out.
 * @param {Record<string, string>} values
 * @returns {NodeJS.ProcessEnv}
 */
export function childEnvironment(values) {
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, NODE_ENV: process.env.NODE_ENV || 'production', ...values };
  for (const name of Object.keys(values)) delete env[`${name}_FILE`];
  for (const name of Object.keys(env)) if (name.startsWith('npm_')) delete env[name];
  return env;
}

/**
 * Keeps the values for the scripts beside us; readable by the owner alone.
 * @param {string} runDir
 * @param {Record<string, string>} values
 */
export function storeEnvironment(runDir, values) {
  writeFileSync(`${file(runDir)}.new`, JSON.stringify(values, null, 2), { mode: 0o600 });
  renameSync(`${file(runDir)}.new`, file(runDir));
}

/**
 * @param {string} runDir
 * @returns {Record<string, string> | null} the values of the running instance, null when none runs
 */
export function loadEnvironment(runDir) {
  try {
    return JSON.parse(readFileSync(file(runDir), 'utf8'));
  } catch {
    return null;
  }
}

/**
 * Takes the copy away again.
 * @param {string} runDir
 */
export function clearEnvironment(runDir) {
  rmSync(file(runDir), { force: true });
}
