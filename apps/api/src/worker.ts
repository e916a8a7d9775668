import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { Logger } from 'nestjs-pino';
import { exitOnSettingsError } from './platform/config/exit-on-settings-error.js';
import { Settings } from './platform/config/settings.js';
import { checkConnections } from './platform/db/check-connections.js';
import { Database } from './platform/db/database.js';
import { HeartbeatTicker } from './platform/health/heartbeat.ticker.js';
import { Readiness } from './platform/health/readiness.js';
import { publishBuildInfo } from './platform/telemetry/build-info.js';
import { surviveOwnOutput } from './platform/telemetry/log-destination.js';
import { publishProcessMetrics } from './platform/telemetry/process-metrics.js';
import { tellExports } from './platform/telemetry/tell-exports.js';
import { startMetricsServer, type MetricsRoute } from './platform/telemetry/metrics-server.js';
import { WorkerModule } from './worker.module.js';

/** Starts the background process: the tasks and what wakes them, with metrics and health on a port of its own. */
async function main(): Promise<void> {
  surviveOwnOutput();
  const app = await NestFactory.createApplicationContext(WorkerModule, { bufferLogs: true });
  app.useLogger(app.get(Logger));
  app.enableShutdownHooks(undefined, { useProcessExit: true });
  for (const signal of ['SIGTERM', 'SIGINT'])
    process.once(signal, () => app.get(Readiness).drain());
  const settings = app.get(Settings);
  await checkConnections(settings);
  await app.get(Database).assertRoleIsBound();
  publishBuildInfo(settings.get('REVISION'));
  publishProcessMetrics();
  await startMetricsServer({
    host: settings.get('HOST'),
    port: settings.get('WORKER_PORT'),
    token: settings.get('METRICS_TOKEN'),
    names: [new URL(settings.publicUrl).hostname],
    extra: health(app.get(Readiness), app.get(HeartbeatTicker)),
  });
  tellExports(
    app.get(Logger),
    `http://${settings.get('HOST')}:${settings.get('WORKER_PORT')}/metrics`,
  );
}

function health(readiness: Readiness, heartbeat: HeartbeatTicker): MetricsRoute {
  return async (path) => {
    if (path === '/livez' || path === '/healthz')
      return { status: 200, type: 'text/plain', body: 'ok\n' };
    if (path !== '/readyz') return null;
    const { ready, lines } = readiness.check();
    const heard = heartbeat.isHeard;
    const all = [...(heard ? [] : ['[-]heartbeat not written']), ...lines];
    return { status: ready && heard ? 200 : 503, type: 'text/plain', body: `${all.join('\n')}\n` };
  };
}

await main().catch(exitOnSettingsError);
