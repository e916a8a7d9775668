const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * The origins from which browsers may write: the public address; on a loopback address every name of it, since people type
 * `localhost` where the setting says `127.0.0.1`.
 */
export function trustedOrigins(publicUrl: string): string[] {
  const url = new URL(publicUrl);
  if (!LOOPBACK.includes(url.hostname)) return [url.origin];
  return LOOPBACK.map((host) => `${url.protocol}//${host}${url.port ? `:${url.port}` : ''}`);
}
