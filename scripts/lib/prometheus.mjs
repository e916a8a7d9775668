// A private Prometheus: scrapes our parts, loads our rules, tells our Alertmanager.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { privateFolder } from './account.mjs';
import { alertmanagerTarget, layCertificates } from './alerting.mjs';
import { ROOT } from './paths.mjs';
import { keptAnswer } from './liveness.mjs';
import { local } from './ports.mjs';
import { setAsideRefused } from './rules-folder.mjs';
import { webPrefixes } from './secrets.mjs';
import { httpOk } from './wait.mjs';

/** @import { Ports, Settings, Account, Service } from './types.js' */

/**
 * @param {string} name
 * @param {number} port
 * @param {string[]} [extra]
 * @param {string} [host]
 */
const job = (name, port, extra = [], host = '127.0.0.1') => [
  `  - job_name: ${name}`,
  ...extra,
  '    static_configs:',
  `      - targets: ["${host}:${port}"]`,
];

/**
 * API and worker: their metrics may ask for a token.
 * @param {Settings} settings
 */
function ownJobs({ ports, host, metrics }) {
  const bearer = metrics.token
    ? [`    authorization: { credentials: ${JSON.stringify(metrics.token)} }`]
    : [];
  return [
    ...job('leitstand-api', ports.metrics, bearer, local(metrics.host)),
    ...job('leitstand-worker', ports.worker, bearer, local(host)),
  ];
}

/** Whatever ending Prometheus can read, so that no file is passed over in silence for its name. */
const TARGET_FILES = ['*.yaml', '*.yml', '*.json'];

/** @param {string} prefix */
const below = (prefix) => (prefix ? [`    metrics_path: ${prefix}/metrics`] : []);

/**
 * @param {Ports} ports
 * @param {string} host
 * @param {string} prefix of the exporter
 */
function blackboxJob({ blackbox, api }, host, prefix) {
  return [
    '  - job_name: probe',
    `    metrics_path: ${prefix}/probe`,
    '    params: { module: [http_2xx] }',
    '    static_configs:',
    `      - targets: ["http://${host}:${api}/livez"]`,
    '    relabel_configs:',
    '      - { source_labels: [__address__], target_label: __param_target }',
    '      - { source_labels: [__param_target], target_label: instance }',
    `      - { target_label: __address__, replacement: "127.0.0.1:${blackbox}" }`,
  ];
}

/**
 * What the operator has scraped. Prometheus reads the files again by itself, logs those that it cannot read and goes on without.
 * @param {string} folder
 */
const operatorsJob = (folder) => [
  '  - job_name: targets', // of those that name no job of their own
  '    file_sd_configs:',
  '      - files:',
  ...TARGET_FILES.map((pattern) => `          - ${JSON.stringify(join(folder, pattern))}`),
  '        refresh_interval: 30s',
];

/**
 * Prometheus' configuration.
 * @param {Settings} settings
 * @param {ReturnType<typeof webPrefixes>} [prefixes] of our own servers
 * @returns {string} YAML
 */
export function prometheusConfig(
  settings,
  prefixes = { prometheus: '', alertmanager: '', blackbox: '' },
) {
  const { ports, sample, paths, host, url } = settings;
  return [
    '# Written by Leitstand at every start: changes are lost.',
    // The label tells the rules about Leitstand itself where its console is.
    `global: { scrape_interval: 15s, scrape_timeout: 10s, evaluation_interval: 30s, external_labels: { leitstand_url: ${JSON.stringify(url)} } }`,
    'rule_files:',
    `  - ${JSON.stringify(join(paths.rules, '*.yaml'))}`,
    `  - ${JSON.stringify(join(ROOT, 'alerts/rules/*.yaml'))}`,
    'alerting:',
    ...alertmanagerTarget(settings, prefixes.alertmanager),
    'scrape_configs:',
    ...job('prometheus', ports.prometheus, below(prefixes.prometheus)),
    ...job('node', ports.nodeExporter),
    ...job('blackbox', ports.blackbox, below(prefixes.blackbox)),
    ...ownJobs(settings),
    ...(settings.external.alertmanager
      ? []
      : job('alertmanager', ports.alertmanager, below(prefixes.alertmanager))),
    ...(sample
      ? job('shop', ports.shopMetrics, ['    scrape_interval: 5s', '    scrape_timeout: 4s'])
      : []),
    ...blackboxJob(ports, local(host), prefixes.blackbox),
    ...operatorsJob(paths.targets),
    '',
  ].join('\n');
}

/**
 * Prometheus as a service for the supervisor.
 * @param {{prometheus: string, promtool: string}} programs
 * @param {Settings} settings
 * @param {Account} account
 * @param {(line: string) => void} say told of rule files that had to be set aside
 * @returns {Service}
 */
export function prometheusService(programs, settings, account, say) {
  const { ports, paths } = settings;
  const data = join(paths.prometheus, 'data');
  const config = join(paths.prometheus, 'prometheus.yml');
  const prefixes = webPrefixes(paths);
  const address = `http://127.0.0.1:${ports.prometheus}`;
  const base = `${address}${prefixes.prometheus}`;
  return {
    name: 'prometheus',
    say: 'Prometheus',
    stage: 50,
    command: [
      programs.prometheus,
      `--config.file=${config}`,
      `--storage.tsdb.path=${data}`,
      '--storage.tsdb.retention.time=45d',
      `--web.listen-address=127.0.0.1:${ports.prometheus}`,
      `--web.external-url=${address}`, // what alerts carry gives the path away to nobody
      `--web.route-prefix=${prefixes.prometheus}`,
      '--web.enable-lifecycle',
      '--rules.alert.resend-delay=5s',
      '--log.level=warn',
    ],
    cwd: '/',
    wrap: account.wrap,
    seconds: 15,
    before: async () => {
      for (const dir of [paths.prometheus, data, paths.targets]) privateFolder(dir, account);
      layCertificates(paths, account);
      writeFileSync(config, prometheusConfig(settings, prefixes), { mode: 0o600 });
      account.own(config);
      await setAsideRefused(programs, paths.rules, account, say);
    },
    ready: () => httpOk(`${base}/-/ready`),
    liveness: { answers: keptAnswer(`${base}/-/healthy`), seconds: 60, restart: true },
    readySeconds: 90,
  };
}
