// The order of things: what can happen at once happens at once.
import { existsSync, statSync } from 'node:fs';
import { serverAccount } from './account.mjs';
import { alertmanagerService } from './alertmanager.mjs';
import { appServices, prepare, sampleServices } from './apps.mjs';
import { requireBinaries } from './binaries.mjs';
import { build } from './build.mjs';
import { startDevelopment } from './development.mjs';
import { childEnvironment, instanceEnvironment, passwords, storeEnvironment } from './environment.mjs';
import { blackboxService, nodeExporterService } from './exporters.mjs';
import { Refusal } from './fail.mjs';
import { backfill } from './history.mjs';
import { ensureRoles, initialise, postgresService, postgresUrls, requirePostgres } from './postgres.mjs';
import { prometheusService } from './prometheus.mjs';
import { redisService } from './redis.mjs';
import { toolsToStart } from './tools.mjs';
import { tcpOpen } from './wait.mjs';

/** Short names of the ports this instance will listen on. */
export function portsInUse({ external, sample }) {
  const tools = toolsToStart(external);
  return ['api', 'metrics', 'worker', ...tools, ...(sample ? ['shop', 'shopMetrics'] : [])];
}

async function requireExternal(external) {
  for (const [server, target] of Object.entries(external)) {
    if (server === 'postgres') await requirePostgres(target);
    else if (!(await tcpOpen(target.host, target.port, 4000))) {
      throw new Refusal(`nothing answers at ${target.host}:${target.port}, which ${target.name} names: start it or correct ${target.name}`);
    }
  }
}

async function startPostgres({ paths, ports }, programs, account, supervisor) {
  const { owner, app } = passwords(paths);
  const cluster = { dir: paths.postgres, port: ports.postgres, password: owner, account };
  await initialise(programs, cluster);
  await supervisor.start(postgresService(programs, cluster));
  await ensureRoles(postgresUrls(ports.postgres, { owner, app }), app);
}

/**
 * Brings the instance up.
 * @param {object} settings what readSettings gave
 * @param {import('./supervise.mjs').Supervisor} supervisor
 * @param {import('./progress.mjs').Progress} progress
 * @param {{dev: boolean}} mode
 * @returns {Promise<{adminLink: string | null}>}
 */
export async function bringUp(settings, supervisor, progress, { dev }) {
  const { external, paths, ports, sample } = settings;
  const env = childEnvironment(instanceEnvironment(settings));
  const step = (name, work) => progress.step(name, work);
  const built = step('build', () => build(paths.log));
  const servers = step('servers found', async () => {
    await requireExternal(external);
    return requireBinaries(paths, toolsToStart(external));
  });
  const account = servers.then((found) => serverAccount([paths.data, ...Object.values(found).flatMap((tool) => Object.values(tool)).filter((value) => typeof value === 'string' && value.startsWith('/'))], ownerOf(paths.postgres)));
  const own = (server, name, work) => (external[server] ? Promise.resolve() : Promise.all([servers, account]).then(([found, who]) => step(name, () => work(found[server], who))));

  const postgres = own('postgres', 'PostgreSQL', (programs, who) => startPostgres(settings, programs, who, supervisor));
  const redis = own('redis', 'Redis', (programs, who) => supervisor.start(redisService(programs, { dir: paths.redis, port: ports.redis, account: who })));
  const alertmanager = own('alertmanager', 'Alertmanager', (programs, who) => supervisor.start(alertmanagerService(programs, settings, who)));
  const prometheus = startMonitoring(settings, { servers, account, built, own, step }, supervisor);
  const prepared = Promise.all([postgres, built]).then(() => step('database', () => prepare(env)));
  const samples = built.then(() => sample && step('sample shop', () => startSamples(settings, env, supervisor)));
  const apps = Promise.all([prepared, redis, prometheus]).then(() => step('API and worker', () => startApps(settings, env, supervisor)));
  const [{ adminLink }] = await Promise.all([prepared, apps, samples, alertmanager]);
  storeEnvironment(paths.run, instanceEnvironment(settings));
  if (dev) await step('watching the sources', () => startDevelopment(supervisor));
  return { adminLink };
}

const ownerOf = (dir) => (existsSync(dir) ? statSync(dir).uid : null);

/** History first, then Prometheus on top of it; the exporters beside. */
async function startMonitoring(settings, { servers, account, built, own, step }, supervisor) {
  if (settings.external.prometheus) return;
  const [found, who] = await Promise.all([servers, account]);
  const exporters = step('exporters', () => Promise.all([
    supervisor.start(blackboxService(found.blackbox, settings, who)),
    supervisor.start(nodeExporterService(found.nodeExporter, settings, who)),
  ]));
  const history = settings.sample ? built.then(() => step('sample history', () => backfill(found.prometheus, settings.paths, who))) : Promise.resolve();
  const prometheus = history.then(() => own('prometheus', 'Prometheus', (programs) => supervisor.start(prometheusService(programs, settings, who))));
  await Promise.all([exporters, prometheus]);
}

async function startSamples(settings, env, supervisor) {
  const { shop, traffic } = sampleServices(settings, env);
  await supervisor.start(shop);
  await supervisor.start(traffic);
}

async function startApps(settings, env, supervisor) {
  const { api, worker } = appServices(settings, env);
  await Promise.all([supervisor.start(api), supervisor.start(worker)]);
}
