import { Redis } from 'ioredis';

const RETRY_MS = 500;

/**
 * A connection for blocking reads (a queue worker): waits for as long as the server is unavailable, then goes on.
 * @param onError hears of every failed attempt; without it an unreachable server would end the process
 */
export function patientRedis(url: string, onError: (error: Error) => void): Redis {
  const redis = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => RETRY_MS });
  redis.on('error', onError);
  return redis;
}

/**
 * A connection for producers and rate limits: fails soon when the server is unavailable, so that no request hangs on it. A server that is
 * silent for longer is connected to anew: it may have moved.
 */
export function promptRedis(url: string, onError: (error: Error) => void): Redis {
  const bounds = { connectTimeout: 2000, commandTimeout: 1000, socketTimeout: 5000 };
  const redis = new Redis(url, {
    ...bounds,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    retryStrategy: () => RETRY_MS,
  });
  redis.on('error', onError);
  return redis;
}

/**
 * Signs in once and says PING.
 * @returns the server's or the socket's own words when that fails, like `WRONGPASS …`; null when it does not
 */
export async function redisTrouble(url: string): Promise<string | null> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 5000,
    commandTimeout: 5000,
    maxRetriesPerRequest: 0,
    enableReadyCheck: false,
    retryStrategy: () => null,
  });
  let first: string | null = null; // what comes after it only says that the connection is closed
  redis.on('error', (error: Error) => {
    first ??= error.message || (error as NodeJS.ErrnoException).code || 'error';
  });
  try {
    await redis.connect();
    await redis.ping();
    return first;
  } catch (error) {
    return first ?? (error as Error).message;
  } finally {
    redis.disconnect();
  }
}
