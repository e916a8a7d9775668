/** Where the shop listens; both ports on the loopback address only. */
export interface ShopSettings {
  port: number;
  metricsPort: number;
  /** file of the token that whoever sets switches must bring; null: nobody may */
  controlTokenFile: string | null;
}

/**
 * Reads SHOP_PORT (default 4716), SHOP_METRICS_PORT (default 4717) and SHOP_CONTROL_TOKEN_FILE.
 * @returns the settings, or a sentence naming the setting that is wrong
 */
export function readShopSettings(
  env: Readonly<Record<string, string | undefined>>,
): ShopSettings | string {
  const port = readPort(env, 'SHOP_PORT', 4716);
  const metricsPort = readPort(env, 'SHOP_METRICS_PORT', 4717);
  if (typeof port === 'string') return port;
  if (typeof metricsPort === 'string') return metricsPort;
  if (port === metricsPort) return 'SHOP_PORT and SHOP_METRICS_PORT must differ';
  return { port, metricsPort, controlTokenFile: env['SHOP_CONTROL_TOKEN_FILE'] || null };
}

function readPort(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
  fallback: number,
): number | string {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535
    ? port
    : `${name} must be a port from 1 to 65535, not "${text}"`;
}
