// The two exporters beside Prometheus: the machine, and probes from outside.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { privateFolder } from './account.mjs';
import { webPrefixes } from './secrets.mjs';
import { httpOk } from './wait.mjs';

/** @import { Settings, Account, Service } from './types.js' */

const BLACKBOX = [
  '# Written by Leitstand at every start: changes are lost.',
  'modules:',
  '  http_2xx: { prober: http, timeout: 5s, http: { preferred_ip_protocol: ip4 } }',
  '  tcp_connect: { prober: tcp, timeout: 5s }',
  '',
].join('\n');

/**
 * The blackbox exporter as a service for the supervisor.
 * @param {{blackbox: string}} programs
 * @param {Settings} settings
 * @param {Account} account
 * @returns {Service}
 */
export function blackboxService(programs, { ports, paths }, account) {
  const config = join(paths.blackbox, 'blackbox.yml');
  const prefix = webPrefixes(paths).blackbox;
  const address = `http://127.0.0.1:${ports.blackbox}`;
  return {
    name: 'blackbox',
    say: 'The blackbox exporter',
    stage: 52,
    command: [
      programs.blackbox,
      `--config.file=${config}`,
      `--web.listen-address=127.0.0.1:${ports.blackbox}`,
      // It asks whatever address it is given: no page of another site is to have it do so.
      `--web.external-url=${address}`,
      `--web.route-prefix=${prefix}`,
      '--log.level=warn',
    ],
    cwd: '/',
    wrap: account.wrap,
    before: () => {
      privateFolder(paths.blackbox, account);
      writeFileSync(config, BLACKBOX);
    },
    ready: () => httpOk(`${address}${prefix}/-/healthy`),
  };
}

/**
 * The node exporter as a service for the supervisor. It answers every host: what it tells are figures of this machine (ADR 0032).
 * @param {{'node-exporter': string}} programs
 * @param {Settings} settings
 * @param {Account} account
 * @returns {Service}
 */
export function nodeExporterService(programs, { ports }, account) {
  return {
    name: 'node-exporter',
    say: 'The node exporter',
    stage: 52,
    command: [
      programs['node-exporter'],
      `--web.listen-address=127.0.0.1:${ports.nodeExporter}`,
      '--log.level=warn',
    ],
    cwd: '/',
    wrap: account.wrap,
    ready: () => httpOk(`http://127.0.0.1:${ports.nodeExporter}/`),
  };
}
