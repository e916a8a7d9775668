// Where a private Prometheus sends its alerts: our own Alertmanager, or somebody else's with what that wants to see first.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { valueOf } from './settings.mjs';

/** @import { Account, ExternalServer, Paths, Ports, Settings } from './types.js' */

const PARTS = /** @type {const} */ ({ CA: 'ca_file', CERT: 'cert_file', KEY: 'key_file' });
const SETTING = 'LEITSTAND_ALERTMANAGER';

/** @param {Paths} paths @param {keyof typeof PARTS} part */
const pem = (paths, part) => join(paths.prometheus, `alertmanager-${part.toLowerCase()}.pem`);

/**
 * Puts the certificates for an Alertmanager of somebody else's where Prometheus' account can read them.
 * @param {Paths} paths
 * @param {Account} account
 * @param {NodeJS.ProcessEnv} [env]
 */
export function layCertificates(paths, account, env = process.env) {
  for (const part of /** @type {(keyof typeof PARTS)[]} */ (Object.keys(PARTS))) {
    const file = pem(paths, part);
    const text = valueOf(env, `${SETTING}_${part}`);
    if (!text) {
      rmSync(file, { force: true });
      continue;
    }
    writeFileSync(file, `${text}\n`, { mode: 0o600 });
    account.own(file);
  }
}

/**
 * The section `alerting` of Prometheus' configuration.
 * @param {Pick<Settings, 'external' | 'ports' | 'paths'>} settings
 * @param {string} prefix of our own one
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string[]} lines of YAML
 */
export function alertmanagerTarget({ external, ports, paths }, prefix, env = process.env) {
  const target = external.alertmanager
    ? foreign(external.alertmanager, paths, env)
    : {
        ...(prefix ? { path_prefix: prefix } : {}),
        static_configs: [{ targets: [`127.0.0.1:${ports.alertmanager}`] }],
      };
  return ['  alertmanagers:', `    - ${JSON.stringify(target)}`]; // JSON is YAML
}

/**
 * @param {ExternalServer} server
 * @param {Paths} paths
 * @param {NodeJS.ProcessEnv} env
 */
function foreign({ value }, paths, env) {
  const url = new URL(value);
  /** @param {string} part */
  const of = (part) => valueOf(env, `${SETTING}_${part}`);
  const token = of('BEARER_TOKEN');
  const files = Object.entries(PARTS).filter(([part]) => of(part));
  const tls = Object.fromEntries(
    files.map(([part, name]) => [name, pem(paths, /** @type {keyof typeof PARTS} */ (part))]),
  );
  const serverName = of('SERVER_NAME');
  return {
    scheme: url.protocol.slice(0, -1),
    ...(url.pathname === '/' ? {} : { path_prefix: url.pathname }),
    static_configs: [{ targets: [url.host] }],
    ...(url.username || url.password
      ? {
          basic_auth: {
            username: decodeURIComponent(url.username),
            password: decodeURIComponent(url.password),
          },
        }
      : {}),
    ...(token ? { authorization: { credentials: token } } : {}),
    ...(files.length > 0 || serverName
      ? { tls_config: { ...tls, ...(serverName ? { server_name: serverName } : {}) } }
      : {}),
  };
}
