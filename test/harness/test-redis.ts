/**
 * The Redis of this worker of Jest: a database of its own there, because workers of one kind run beside each other as kinds do.
 * @returns its URL; one at which nothing answers for tests that were started without servers
 */
export function testRedisUrl(): string {
  const given = process.env.LEITSTAND_TEST_REDIS_URL;
  if (!given) return 'redis://127.0.0.1:1';
  const url = new URL(given);
  const worker = Number(process.env.JEST_WORKER_ID ?? '1') - 1;
  url.pathname = `/${Number(url.pathname.slice(1)) + worker}`;
  return url.toString();
}
