// A private Alertmanager. It keeps alerts and silences; nobody is told from here.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { privateFolder } from './account.mjs';
import { webPrefixes } from './secrets.mjs';
import { httpOk } from './wait.mjs';

/** @import { Settings, Account, Service } from './types.js' */

const CONFIG = [
  '# Written by Leitstand at every start: changes are lost.',
  'route:',
  '  receiver: leitstand',
  '  group_by: [alertname, slo, service]',
  '  group_wait: 10s',
  '  group_interval: 1m',
  '  repeat_interval: 4h',
  'receivers:',
  '  - name: leitstand',
  '',
].join('\n');

/**
 * Alertmanager as a service for the supervisor.
 * @param {{alertmanager: string}} programs
 * @param {Settings} settings
 * @param {Account} account
 * @returns {Service}
 */
export function alertmanagerService(programs, { ports, paths }, account) {
  const dir = paths.alertmanager;
  const config = join(dir, 'alertmanager.yml');
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
      writeFileSync(config, CONFIG);
      account.own(config);
    },
    ready: () => httpOk(`${address}${prefix}/-/ready`),
    liveness: {
      answers: () => httpOk(`${address}${prefix}/-/healthy`),
      seconds: 60,
      restart: true,
    },
  };
}
