// Our own programs as services: API, worker, sample shop and its customers; and the one-off `admin` program.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { privateFolder } from './account.mjs';
import { plainEnvironment } from './children.mjs';
import { sampleToken } from './environment.mjs';
import { LauncherError } from './fail.mjs';
import { ROOT } from './paths.mjs';
import { local } from './ports.mjs';
import { run } from './run.mjs';
import { keptAnswer, patience } from './liveness.mjs';
import { explainLog } from './logs.mjs';
import { httpOk, tcpOpen } from './wait.mjs';

/** @import { Account, Liveness, Settings, Service } from './types.js' */

/** @param {string} path */
const dist = (path) => join(ROOT, 'dist', path);
/** @param {string} path */
const withTelemetry = (path) => [
  process.execPath,
  '--enable-source-maps',
  '--import',
  dist('apps/api/src/platform/telemetry/register.js'),
  dist(path),
];
/**
 * One of our own programs keeps nothing that a restart would lose.
 * @param {string} url
 * @returns {Liveness}
 */
const live = (url) => ({ answers: keptAnswer(url), seconds: patience(), restart: true });

/**
 * As whom a program runs: root lends it an account, everybody else starts it as it is.
 * @param {Account} account
 */
const under = (account) => (account.user ? { wrap: account.wrap } : {});

/**
 * API and worker.
 * @param {Settings} settings
 * @param {NodeJS.ProcessEnv} env
 * @param {Account} account
 * @returns {{api: Service, worker: Service}}
 */
export function appServices({ ports, host }, env, account) {
  const base = { ...under(account), cwd: ROOT, env, seconds: 12, readySeconds: 120 };
  return {
    api: {
      ...base,
      name: 'api',
      say: 'The API',
      stage: 30,
      command: withTelemetry('apps/api/src/main.js'),
      ready: () => httpOk(`http://${local(host)}:${ports.api}/readyz`),
      liveness: live(`http://${local(host)}:${ports.api}/livez`),
    },
    worker: {
      ...base,
      name: 'worker',
      say: 'The worker',
      stage: 40,
      command: withTelemetry('apps/api/src/worker.js'),
      ready: () => httpOk(`http://${local(host)}:${ports.worker}/readyz`),
      liveness: live(`http://${local(host)}:${ports.worker}/livez`),
    },
  };
}

/**
 * The sample shop, its customers, and the mailbox in which pages arrive while no mail server is set up.
 * @param {Settings} settings
 * @param {Account} account
 * @returns {{shop: Service, traffic: Service, mailbox: Service}}
 */
export function sampleServices({ ports, paths }, account) {
  const shopEnv = {
    ...plainEnvironment(),
    NODE_ENV: process.env.NODE_ENV || 'production',
    SHOP_PORT: String(ports.shop),
    SHOP_METRICS_PORT: String(ports.shopMetrics),
    SHOP_URL: `http://127.0.0.1:${ports.shop}`,
  };
  const base = { ...under(account), cwd: ROOT, env: shopEnv, seconds: 5, readySeconds: 30 };
  /** @param {string} name */
  const program = (name) => [process.execPath, dist(`samples/${name}.js`)];
  const controlToken = join(paths.shop, 'control-token');
  const mailboxIsOpen = () => tcpOpen('127.0.0.1', ports.mailbox, 1000);
  return {
    mailbox: {
      ...base,
      name: 'mailbox',
      say: 'The sample mailbox',
      stage: 20,
      command: program('mailbox/src/main'),
      env: {
        ...plainEnvironment(),
        NODE_ENV: shopEnv.NODE_ENV,
        MAILBOX_PORT: String(ports.mailbox),
        MAILBOX_DIR: paths.mailbox,
      },
      before: () => privateFolder(paths.mailbox, account),
      ready: mailboxIsOpen,
      liveness: { answers: mailboxIsOpen, seconds: patience(), restart: true },
    },
    shop: {
      ...base,
      name: 'shop',
      say: 'The sample shop',
      stage: 20,
      command: program('shop/src/main'),
      env: { ...shopEnv, SHOP_CONTROL_TOKEN_FILE: controlToken },
      before: () => {
        privateFolder(paths.shop, account);
        writeFileSync(controlToken, sampleToken(paths), { mode: 0o600 });
        account.own(controlToken);
      },
      ready: () => httpOk(`http://127.0.0.1:${ports.shop}/healthz`),
      liveness: live(`http://127.0.0.1:${ports.shop}/healthz`),
    },
    traffic: {
      ...base,
      name: 'traffic',
      say: 'The sample customers',
      stage: 10,
      command: program('shop/src/traffic'),
      ready: () => true,
    },
  };
}

/** Path of the admin program. */
export const ADMIN = dist('apps/api/src/admin.js');

/**
 * Migrates, seeds and makes the one-time link.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{migrated: number, seeded: boolean, adminLink: string | null, note: string, sample: SampleRemoval | null}>}
 * @throws {LauncherError} with the program's own words
 */
export async function prepare(env) {
  if (!existsSync(ADMIN))
    throw new LauncherError('dist holds no admin program: remove the folder dist and start again');
  const { code, out, err } = await run(
    [process.execPath, '--enable-source-maps', ADMIN, 'prepare'],
    { cwd: ROOT, env },
  );
  if (code !== 0)
    throw new LauncherError(
      `the database could not be prepared: ${sentenceOf(err) || explainLog(err || out)}`,
    );
  const line = out
    .trim()
    .split('\n')
    .findLast((text) => text.startsWith('{') && text.includes('"migrated"'));
  if (!line)
    throw new LauncherError(`the database could not be prepared: ${explainLog(err || out)}`);
  const result = JSON.parse(line);
  const migrated = result.migrated > 0 ? [`${result.migrated} migrations`] : [];
  const gone = result.sample?.removed ? [`${result.sample.removed} sample documents removed`] : [];
  return { ...result, note: [...migrated, ...gone].join(', ') };
}

/** @typedef {{removed: number, kept: {what: string, why: string}[]}} SampleRemoval what became of the sample where it is off */

/**
 * What of the sample stayed though it is off, a line each.
 * @param {SampleRemoval | null} sample
 */
export const keptOfSample = (sample) =>
  (sample?.kept ?? []).map(({ what, why }) => `  the sample's ${what} stays: ${why}`);

/**
 * What the admin program says when it expects the failure: one line, however long.
 * @param {string} err
 */
const sentenceOf = (err) => (err.trim().includes('\n') ? '' : err.trim());

/**
 * Asks the Prometheus, Alertmanager and Redis that somebody else runs whether they let us in.
 * @param {NodeJS.ProcessEnv} env
 * @throws {LauncherError} with what each that does not says, and what to do about it
 */
export async function checkServers(env) {
  const { code, err, out } = await run(
    [process.execPath, '--enable-source-maps', ADMIN, 'servers', 'check'],
    { cwd: ROOT, env },
  );
  if (code !== 0) throw new LauncherError(err.trim() || explainLog(out));
}
