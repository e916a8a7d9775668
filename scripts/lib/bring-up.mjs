// The order of things: what can happen at once happens at once.
import { existsSync, statSync } from 'node:fs';
import { OURSELVES, serverAccount } from './account.mjs';
import { alertmanagerService } from './alertmanager.mjs';
import { appServices, checkServers, keptOfSample, prepare, sampleServices } from './apps.mjs';
import { requireBinaries } from './binaries.mjs';
import { build } from './build.mjs';
import { programAccount, programEnvironment } from './children.mjs';
import { startDevelopment } from './development.mjs';
import {
  adminPassword,
  childEnvironment,
  instanceEnvironment,
  passwords,
  storeEnvironment,
} from './environment.mjs';
import { blackboxService, nodeExporterService } from './exporters.mjs';
import { LauncherError } from './fail.mjs';
import { backfill } from './history.mjs';
import { separateOwner } from './owner-upgrade.mjs';
import {
  ensureRoles,
  hasCluster,
  initialise,
  postgresService,
  postgresUrls,
  requirePostgres,
} from './postgres.mjs';
import { prometheusService } from './prometheus.mjs';
import { redisService } from './redis.mjs';
import { keepFolder } from './rules-folder.mjs';
import { toolsToStart } from './tools.mjs';
import { tcpOpen } from './wait.mjs';

/** @import { ServerName, External, Settings, Programs, Account } from './types.js' */

/** @typedef {import('./supervise.mjs').Supervisor} Supervisor */
/** @typedef {import('./progress.mjs').Progress} Progress */
/** @typedef {<T>(name: string, work: () => Promise<T>) => Promise<T>} Step shown while it is done */
/**
 * @typedef {<S extends ServerName>(server: S, name: string, work: (programs: Programs[S], account: Account) => Promise<unknown>)
 *   => Promise<unknown>} Own a step that is left out when the server is somebody else's
 */

/** @param {External} external */
async function requireExternal(external) {
  for (const [server, target] of Object.entries(external)) {
    if (server === 'postgres') await requirePostgres(target);
    else if (!(await tcpOpen(target.host, target.port, 4000))) {
      throw new LauncherError(
        `nothing answers at ${target.host}:${target.port}, which ${target.name} names: start it or correct ${target.name}`,
      );
    }
  }
}

/**
 * @param {Settings} settings
 * @param {Programs['postgres']} programs
 * @param {Account} account
 * @param {Supervisor} supervisor
 */
async function startPostgres({ paths, ports }, programs, account, supervisor) {
  const isNew = !hasCluster(paths.postgres);
  const words = passwords(paths);
  const { owner: password } = words;
  const cluster = { dir: paths.postgres, port: ports.postgres, password, account };
  await initialise(programs, { ...cluster, admin: adminPassword(paths, isNew) });
  await supervisor.start(postgresService(programs, cluster));
  const { admin, note } = await separateOwner(ports.postgres, {
    ...words,
    secrets: paths.secrets,
  });
  const all = { ...words, admin };
  await ensureRoles(postgresUrls(ports.postgres, all), all);
  return { note };
}

/**
 * The servers' programs, and the account that runs them.
 * @param {Settings} settings
 * @returns {Promise<{programs: Programs, account: Account, note: string}>}
 */
async function findServers({ external, paths }) {
  await requireExternal(external);
  const tools = toolsToStart(external);
  const programs = await requireBinaries(paths, tools);
  const files = tools
    .flatMap((tool) => Object.values(programs[tool]))
    .filter((value) => typeof value === 'string');
  const account =
    tools.length > 0
      ? await serverAccount([paths.data, ...files], ownerOf(paths.postgres))
      : OURSELVES;
  return { programs, account, note: programs.note };
}

/** @param {string} dir */
const ownerOf = (dir) => (existsSync(dir) ? statSync(dir).uid : null);

/**
 * Brings the instance up.
 * @param {Settings} settings what readSettings gave
 * @param {Supervisor} supervisor
 * @param {Progress} progress
 * @param {{dev: boolean}} mode
 * @returns {Promise<{adminLink: string | null}>}
 */
export async function bringUp(settings, supervisor, progress, { dev }) {
  const { external, paths, ports, sample } = settings;
  /** @type {Step} */
  const step = (name, work) => progress.step(name, work);
  const server = step('server built', () => build('server', paths.log));
  const console = step('console built', () => build('console', paths.log));
  const servers = step('servers found', () => findServers(settings));
  const values = servers.then(({ programs }) =>
    instanceEnvironment(settings, external.prometheus ? undefined : programs.prometheus.promtool),
  );
  const env = values.then(childEnvironment);
  /** @type {Own} */
  const own = (tool, name, work) =>
    servers.then(({ programs, account }) =>
      external[tool] ? undefined : step(name, () => work(programs[tool], account)),
    );

  const postgres = own('postgres', 'PostgreSQL', (programs, account) =>
    startPostgres(settings, programs, account, supervisor),
  );
  const redis = own('redis', 'Redis', (programs, account) =>
    supervisor.start(
      redisService(programs, {
        dir: paths.redis,
        port: ports.redis,
        account,
        password: passwords(paths).redis,
      }),
    ),
  );
  const alertmanager = own('alertmanager', 'Alertmanager', (programs, account) =>
    supervisor.start(alertmanagerService(programs, settings, account)),
  );
  const monitoring = startMonitoring(settings, { servers, server, own, step }, supervisor);
  const admitted = Promise.all([env, server]).then(([variables]) =>
    external.prometheus || external.alertmanager || external.redis
      ? step('servers of your own', () => checkServers(variables))
      : undefined,
  );
  const prepared = Promise.all([env, postgres, server, admitted]).then(([variables]) =>
    step('database', () => prepare(variables)),
  );
  const samples = server.then(() =>
    sample ? step('sample shop and mailbox', () => startSamples(settings, supervisor)) : undefined,
  );
  const apps = Promise.all([env, prepared, redis, monitoring, console]).then(([variables]) =>
    step('API and worker', () => startApps(settings, variables, supervisor)),
  );
  const [{ adminLink, sample: left }] = await Promise.all([prepared, apps, samples, alertmanager]);
  for (const line of keptOfSample(left)) progress.say(line);
  storeEnvironment(paths.run, await values);
  if (dev) await step('watching the sources', () => startDevelopment(supervisor));
  return { adminLink };
}

/**
 * History first, then Prometheus on top of it; the exporters beside.
 * @param {Settings} settings
 * @param {{servers: ReturnType<typeof findServers>, server: Promise<unknown>, own: Own, step: Step}} around
 * @param {Supervisor} supervisor
 */
async function startMonitoring(settings, { servers, server, own, step }, supervisor) {
  const { programs, account } = await servers;
  if (settings.external.prometheus) return;
  const exporters = step('exporters', () =>
    Promise.all([
      supervisor.start(blackboxService(programs.blackbox, settings, account)),
      supervisor.start(nodeExporterService(programs.nodeExporter, settings, account)),
    ]),
  );
  const history = settings.sample
    ? server.then(() =>
        step('sample history', () => backfill(programs.prometheus, settings.paths, account)),
      )
    : Promise.resolve();
  const prometheus = history.then(() =>
    own('prometheus', 'Prometheus', (found) =>
      supervisor.start(prometheusService(found, settings, account, supervisor.say)),
    ),
  );
  await Promise.all([exporters, prometheus]);
}

/**
 * @param {Settings} settings
 * @param {Supervisor} supervisor
 */
async function startSamples(settings, supervisor) {
  const account = await programAccount(settings.paths);
  const { shop, traffic, mailbox } = sampleServices(settings, account);
  await Promise.all([supervisor.start(mailbox), supervisor.start(shop)]);
  await supervisor.start(traffic);
}

/**
 * @param {Settings} settings
 * @param {NodeJS.ProcessEnv} env
 * @param {Supervisor} supervisor
 */
async function startApps(settings, env, supervisor) {
  const account = await programAccount(settings.paths);
  const handed = programEnvironment(env, settings.paths.credentials, account);
  const { api, worker } = appServices(settings, handed, account);
  const { rules, data } = settings.paths;
  if (rules.startsWith(`${data}/`)) keepFolder(rules, account, supervisor.say);
  await Promise.all([supervisor.start(api), supervisor.start(worker)]);
}
