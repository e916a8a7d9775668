// Which programs we need, how they are called, and which Debian packages hold them.

/** @import { PortName, External, ToolName } from './types.js' */

/**
 * @typedef {{programs: Record<string, string[]>, packages: string[], inside: string[], say: string}} Tool
 * `programs`: our name → the names it goes by; `inside`: directories of the unpacked packages that hold them.
 */

/** @type {Record<ToolName, Tool>} */
export const TOOLS = {
  postgres: {
    programs: {
      postgres: ['postgres'],
      initdb: ['initdb'],
      pg_ctl: ['pg_ctl'],
      pg_dump: ['pg_dump'],
    },
    packages: ['postgresql-N', 'postgresql-client-N', 'libpq5'],
    inside: ['usr/lib/postgresql/N/bin'],
    say: 'PostgreSQL 15 or newer',
  },
  redis: {
    programs: { 'redis-server': ['redis-server', 'valkey-server'] },
    packages: ['redis-server', 'redis-tools'],
    inside: ['usr/bin'],
    say: 'Redis 6.2 or newer',
  },
  prometheus: {
    programs: { prometheus: ['prometheus'], promtool: ['promtool'] },
    packages: ['prometheus'],
    inside: ['usr/bin'],
    say: 'Prometheus',
  },
  alertmanager: {
    programs: { alertmanager: ['prometheus-alertmanager', 'alertmanager'], amtool: ['amtool'] },
    packages: ['prometheus-alertmanager'],
    inside: ['usr/bin'],
    say: 'Alertmanager',
  },
  blackbox: {
    programs: { blackbox: ['prometheus-blackbox-exporter', 'blackbox_exporter'] },
    packages: ['prometheus-blackbox-exporter'],
    inside: ['usr/bin'],
    say: 'the blackbox exporter',
  },
  nodeExporter: {
    programs: { 'node-exporter': ['prometheus-node-exporter', 'node_exporter'] },
    packages: ['prometheus-node-exporter'],
    inside: ['usr/bin'],
    say: 'the node exporter',
  },
  pgbouncer: {
    programs: { pgbouncer: ['pgbouncer'] },
    packages: ['pgbouncer'],
    inside: ['usr/sbin'],
    say: 'PgBouncer',
  },
  zsh: {
    programs: { zsh: ['zsh'] },
    packages: ['zsh', 'zsh-common'],
    inside: ['bin', 'usr/bin'],
    say: 'zsh',
  },
  fish: {
    programs: { fish: ['fish'] },
    packages: ['fish', 'fish-common'],
    inside: ['usr/bin'],
    say: 'fish',
  },
  chromium: {
    programs: {
      // first the one without windows and toolbars: a page costs it little more than half
      chromium: [
        'chromium-headless-shell',
        'chromium',
        'chromium-browser',
        'google-chrome',
        'google-chrome-stable',
      ],
    },
    packages: [
      'chromium-headless-shell',
      'chromium-common',
      'fonts-dejavu-core',
      'fontconfig-config',
    ],
    inside: ['usr/lib/chromium', 'usr/bin'],
    say: 'Chromium',
  },
};

/**
 * What `npm start` needs; `external` names servers that somebody else runs.
 * @param {External} [external]
 * @returns {(ToolName & PortName)[]}
 */
export function toolsToStart(external = {}) {
  /** @type {(ToolName & PortName)[]} */
  const servers = ['postgres', 'redis', 'prometheus', 'alertmanager', 'blackbox', 'nodeExporter'];
  /** @type {Partial<Record<ToolName, unknown>>} */
  const elsewhere = external;
  const probes = external.prometheus ? ['blackbox', 'nodeExporter'] : [];
  return servers.filter((name) => !elsewhere[name] && !probes.includes(name));
}

/**
 * What `npm test` needs.
 * @type {ToolName[]}
 */
export const TOOLS_TO_TEST = [
  'postgres',
  'redis',
  'prometheus',
  'alertmanager',
  'blackbox',
  'nodeExporter',
  'pgbouncer',
  'zsh',
  'fish',
  'chromium',
];
