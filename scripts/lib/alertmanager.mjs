// A private Alertmanager. It keeps alerts and silences, and tells our API, which tells people.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { privateFolder } from './account.mjs';
import { intakeToken } from './environment.mjs';
import { keptAnswer } from './liveness.mjs';
import { local } from './ports.mjs';
import { webPrefixes } from './secrets.mjs';
import { httpOk } from './wait.mjs';

/** @import { Settings, Account, Service } from './types.js' */

/** Alerts of one incident in one message, at once, and again often: what is taken twice is taken once. */
const ROUTE = {
  receiver: 'leitstand',
  group_by: ['slo', 'service', 'severity'],
  group_wait: '0s',
  group_interval: '10s',
  repeat_interval: '15m',
  routes: [
    {
      // Its silence is what raises the alarm, so it says every minute that it is there.
      receiver: 'leitstand',
      matchers: ['alertname="Watchdog"'],
      group_wait: '0s',
      group_interval: '1m',
      repeat_interval: '50s',
    },
    {
      // What wakes nobody is told by its cause: a thousand objectives that were never measured in one message, not in a thousand at once.
      receiver: 'leitstand',
      matchers: ['severity=~"ticket|warning|info|none"'],
      group_by: ['alertname', 'territory'],
    },
  ],
};

/**
 * Alertmanager's configuration.
 * @param {string} url where alerts go
 * @param {string} tokenFile what to show there
 * @returns {string} YAML
 */
export function alertmanagerConfig(url, tokenFile) {
  const webhook = {
    url,
    send_resolved: true,
    max_alerts: 5000,
    http_config: { authorization: { credentials_file: tokenFile }, follow_redirects: false },
  };
  return [
    '# Written by Leitstand at every start: changes are lost.',
    `route: ${JSON.stringify(ROUTE)}`, // JSON is YAML
    'receivers:',
    `  - ${JSON.stringify({ name: 'leitstand', webhook_configs: [webhook] })}`,
    '',
  ].join('\n');
}

/**
 * Alertmanager as a service for the supervisor.
 * @param {{alertmanager: string}} programs
 * @param {Settings} settings
 * @param {Account} account
 * @returns {Service}
 */
export function alertmanagerService(programs, { ports, paths, host }, account) {
  const dir = paths.alertmanager;
  const config = join(dir, 'alertmanager.yml');
  const tokenFile = join(dir, 'token');
  const prefix = webPrefixes(paths).alertmanager;
  const address = `http://127.0.0.1:${ports.alertmanager}`;
  return {
    name: 'alertmanager',
    say: 'Alertmanager',
    stage: 50,
    command: [
      programs.alertmanager,
      `--config.file=${config}`,
      `--storage.path=${join(dir, 'data')}`,
      '--cluster.listen-address=',
      `--web.listen-address=127.0.0.1:${ports.alertmanager}`,
      `--web.external-url=${address}`,
      `--web.route-prefix=${prefix}`,
      '--log.level=warn',
    ],
    cwd: '/',
    wrap: account.wrap,
    before: () => {
      for (const path of [dir, join(dir, 'data')]) privateFolder(path, account);
      const url = `http://${local(host)}:${ports.api}/api/v1/integrations/alertmanager`;
      writeFileSync(config, alertmanagerConfig(url, tokenFile));
      writeFileSync(tokenFile, intakeToken(paths), { mode: 0o600 });
      for (const file of [config, tokenFile]) account.own(file);
    },
    ready: () => httpOk(`${address}${prefix}/-/ready`),
    liveness: {
      answers: keptAnswer(`${address}${prefix}/-/healthy`),
      seconds: 60,
      restart: true,
    },
  };
}
