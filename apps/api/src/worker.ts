import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { Logger } from 'nestjs-pino';
import { exitOnSettingsError } from './platform/config/exit-on-settings-error.js';
import { Settings } from './platform/config/settings.js';
import { Database } from './platform/db/database.js';
import { Readiness } from './platform/health/readiness.js';
import { publishBuildInfo } from './platform/telemetry/build-info.js';
import { publishProcessMetrics } from './platform/telemetry/process-metrics.js';
import { tellExports } from './platform/telemetry/tell-exports.js';
import { startMetricsServer, type MetricsRoute } from './platform/telemetry/metrics-server.js';
import { WorkerModule } from './worker.module.js';

/** Starts the background process: the tasks and what wakes them, with metrics and health on a port of its own. */
async function main(): Promise<void> {
  const app = await NestFactory.createApplicationContext(WorkerModule, { bufferLogs: true });
  app.useLogger(app.get(Logger));
  app.enableShutdownHooks(undefined, { useProcessExit: true });
  for (const signal of ['SIGTERM', 'SIGINT'])
    process.once(signal, () => app.get(Readiness).drain());
  const settings = app.get(Settings);
  await app.get(Database).assertRoleIsBound();
  publishBuildInfo(settings.get('REVISION'));
  publishProcessMetrics();
  await startMetricsServer(
    settings.get('HOST'),
    settings.get('WORKER_PORT'),
    health(app.get(Readiness)),
  );
  tellExports(
    app.get(Logger),
    `http://${settings.get('HOST')}:${settings.get('WORKER_PORT')}/metrics`,
  );
}

function health(readiness: Readiness): MetricsRoute {
  return async (path) => {
    if (path === '/livez' || path === '/healthz')
      return { status: 200, type: 'text/plain', body: 'ok\n' };
    if (path !== '/readyz') return null;
    const { ready, lines } = readiness.check();
    return { status: ready ? 200 : 503, type: 'text/plain', body: `${lines.join('\n')}\n` };
  };
}

await main().catch(exitOnSettingsError);
