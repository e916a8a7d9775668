import 'reflect-metadata';
import { Logger } from 'nestjs-pino';
import { AppModule } from './app.module.js';
import { Settings } from './platform/config/settings.js';
import { checkConnections } from './platform/db/check-connections.js';
import { Database } from './platform/db/database.js';
import { createHttpApp } from './platform/server/http-app.js';
import { listenWidely } from './platform/server/listen.js';
import { exitOnSettingsError } from './platform/config/exit-on-settings-error.js';
import { publishBuildInfo } from './platform/telemetry/build-info.js';
import { surviveOwnOutput } from './platform/telemetry/log-destination.js';
import { publishProcessMetrics } from './platform/telemetry/process-metrics.js';
import { tellExports } from './platform/telemetry/tell-exports.js';
import { startMetricsServer } from './platform/telemetry/metrics-server.js';

/** Starts the HTTP process: console, API and its metrics. */
async function main(): Promise<void> {
  surviveOwnOutput();
  const app = await createHttpApp(AppModule);
  const settings = app.get(Settings);
  await checkConnections(settings);
  await app.get(Database).assertRoleIsBound();
  publishBuildInfo(settings.get('REVISION'));
  publishProcessMetrics();
  const metrics = await startMetricsServer({
    host: settings.get('METRICS_HOST'),
    port: settings.get('METRICS_PORT'),
    token: settings.get('METRICS_TOKEN'),
    names: [new URL(settings.publicUrl).hostname],
    extra: () => Promise.resolve(null),
  });
  tellExports(
    app.get(Logger),
    `http://${settings.get('METRICS_HOST')}:${settings.get('METRICS_PORT')}/metrics`,
  );
  const at = { host: settings.get('HOST'), port: settings.get('PORT') };
  await listenWidely(app.getHttpServer(), at, (options) => app.listen(options));
  app
    .getHttpAdapter()
    .getHttpServer()
    .once('close', () => metrics.close());
}

await main().catch(exitOnSettingsError);
