import { readFileSync } from 'node:fs';

import { isOperation } from './control/control-routes.js';
import { readShopSettings, type ShopSettings } from './settings.js';
import { startShop } from './shop.js';
import { startTelemetry } from './telemetry.js';

/** Starts the sample shop and stops it cleanly on SIGTERM or SIGINT. */
async function run({ port, metricsPort, controlTokenFile }: ShopSettings): Promise<void> {
  const token = controlTokenFile === null ? null : tokenIn(controlTokenFile);
  const telemetry = await startTelemetry(
    metricsPort,
    (request) =>
      request.socket.localPort === port && !isOperation((request.url ?? '').split('?')[0] ?? ''),
  );
  const shop = await startShop(port, token);
  process.stdout.write(
    `shop on http://127.0.0.1:${shop.port}, metrics on http://127.0.0.1:${metricsPort}/metrics\n`,
  );
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await shop.stop();
    await telemetry.shutdown();
  };
  const onSignal = (): void => {
    stop().catch(fail);
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

/** @throws when the file cannot be read or is empty */
function tokenIn(file: string): string {
  const token = readFileSync(file, 'utf8').trim();
  if (token === '') throw new Error(`${file} (SHOP_CONTROL_TOKEN_FILE) is empty`);
  return token;
}

function fail(reason: unknown): void {
  process.stderr.write(`shop: ${reason instanceof Error ? reason.message : String(reason)}\n`);
  process.exit(1);
}

const settings = readShopSettings(process.env);
if (typeof settings === 'string') fail(settings);
else run(settings).catch(fail);
