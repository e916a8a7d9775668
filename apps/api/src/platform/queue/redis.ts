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
