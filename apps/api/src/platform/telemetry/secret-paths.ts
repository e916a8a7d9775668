/** Addresses whose path is the secret, however it is written. */
const SECRET_PATH = /^\/+(feeds)\b.*$/i;

/** A path without what of it is a secret. */
export function withoutSecretPath(path: string): string {
  return path.replace(SECRET_PATH, '/$1/[redacted]');
}

/**
 * What a span is to say of the address of a request in place of the address itself; nothing where that is no secret.
 * @param url path and query
 */
export function secretPaths(url: string): Record<string, string> {
  const [path = ''] = url.split('?');
  const told = withoutSecretPath(path);
  if (told === path) return {};
  return { 'http.target': told, 'http.url': told, 'url.path': told, 'url.full': told };
}
