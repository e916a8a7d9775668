import { Redis } from 'ioredis';

const RETRY_MS = 500;

/**
 * A connection for blocking reads (a queue worker): waits for as long as the server is away, then goes on.
 * @param onError hears of every failed attempt; without it an unreachable server would end the process
 */
export function patientRedis(url: string, onError: (error: Error) => void): Redis {
  const redis = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => RETRY_MS });
  redis.on('error', onError);
  return redis;
}

/** A connection for producers and rate limits: fails at once when the server is away, so that no request hangs on it. */
export function promptRedis(url: string, onError: (error: Error) => void): Redis {
  const redis = new Redis(url, { maxRetriesPerRequest: 0, enableOfflineQueue: false, connectTimeout: 2000, commandTimeout: 2000, retryStrategy: () => RETRY_MS });
  redis.on('error', onError);
  return redis;
}
