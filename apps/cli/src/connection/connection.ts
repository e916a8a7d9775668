import { readFileSync, statSync } from 'node:fs';
import { usage } from '../failure/failure.js';
import type { Options } from '../options/options.js';
import { readConfigFile, type ConfigFile, type Context } from './config-file.js';

export const DEFAULT_URL = 'http://127.0.0.1:4700';

/** Which server, with which token, and where both were said. */
export interface Connection {
  /** without a slash at the end */
  readonly url: string;
  readonly urlFrom: string;
  readonly token: string | null;
  readonly tokenFrom: string | null;
  readonly context: string | null;
  readonly file: ConfigFile | null;
  /** what is to be said of the way the token is kept; it works all the same */
  readonly warning: string | null;
}

interface Said {
  readonly value: string;
  readonly from: string;
  readonly warning?: string;
}

/**
 * Option before environment before configuration file. A context's token goes only to that context's address, so that
 * LEITSTAND_URL never sends it elsewhere.
 * @throws Failure (usage) when something said cannot be used
 */
export function connect(
  options: Options,
  env: Readonly<Record<string, string | undefined>>,
): Connection {
  const [url, name] = [options.text('url'), options.text('context')];
  if (url !== undefined && name !== undefined) throw usage('Give --url or --context, not both.');
  const file = readConfigFile(env);
  const chosen = name === undefined ? null : contextOf(file, name);
  const fallback =
    url === undefined && !env.LEITSTAND_URL && file?.current ? contextOf(file, file.current) : null;
  const context = chosen ?? fallback;
  const server = serverOf(url, context, env.LEITSTAND_URL);
  const token =
    tokenOf(options.text('token-file'), chosen, env.LEITSTAND_TOKEN) ?? ofContext(fallback);
  return {
    url: checkUrl(server),
    urlFrom: server.from,
    token: token?.value ?? null,
    tokenFrom: token?.from ?? null,
    context: context?.name ?? null,
    file,
    warning: token?.warning ?? null,
  };
}

function contextOf(file: ConfigFile | null, name: string): Context {
  const found = file?.contexts.find((context) => context.name === name);
  if (found) return found;
  const known = file?.contexts.map((context) => context.name).join(', ');
  throw usage(
    `There is no context "${name}".`,
    file ? `Contexts of ${file.path}: ${known || 'none'}` : 'There is no configuration file.',
  );
}

function serverOf(
  url: string | undefined,
  context: Context | null,
  fromEnvironment: string | undefined,
): Said {
  if (url !== undefined) return { value: url, from: '--url' };
  if (context) return { value: context.url, from: `context ${context.name}` };
  return fromEnvironment
    ? { value: fromEnvironment, from: 'LEITSTAND_URL' }
    : { value: DEFAULT_URL, from: 'default' };
}

function checkUrl({ value, from }: Said): string {
  const url = URL.parse(value);
  if (!url || !/^https?:$/.test(url.protocol))
    throw usage(`${from}: "${value}" is not an address that starts with http:// or https://.`);
  if (url.username || url.password || url.search || url.hash)
    throw usage(`${from}: an address carries no user, password, query or fragment.`);
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

function tokenOf(
  file: string | undefined,
  chosen: Context | null,
  fromEnvironment: string | undefined,
): Said | null {
  if (file !== undefined) return readToken(file, '--token-file');
  const ofChosen = ofContext(chosen);
  if (ofChosen) return ofChosen;
  return fromEnvironment
    ? checkToken({ value: fromEnvironment.trim(), from: 'LEITSTAND_TOKEN' })
    : null;
}

function ofContext(context: Context | null): Said | null {
  return context?.tokenFile ? readToken(context.tokenFile, `context ${context.name}`) : null;
}

function readToken(path: string, by: string): Said {
  try {
    const warning = openTo(path);
    const said = { value: readFileSync(path, 'utf8').trim(), from: `${by} (${path})` };
    return checkToken(warning === null ? said : { ...said, warning });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (typeof code !== 'string') throw error;
    throw usage(`${by}: ${path} cannot be read (${code}).`);
  }
}

/** What is said of a file that more than its owner may read. Whoever gives a pipe (`<(pass show leitstand)`) keeps nothing in a file. */
function openTo(path: string): string | null {
  const found = statSync(path);
  const mode = (found.mode & 0o777).toString(8);
  return found.isFile() && (found.mode & 0o077) !== 0
    ? `The token file ${path} can be read by others (mode ${mode}): run chmod 600 ${path}.`
    : null;
}

function checkToken(token: Said): Said {
  if (!/^[\x21-\x7e]+$/.test(token.value))
    throw usage(`${token.from}: what is there is not a token.`);
  return token;
}
