import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { usage } from '../failure/failure.js';

type Environment = Readonly<Record<string, string | undefined>>;

const schema = z.strictObject({
  current: z.string().optional(),
  contexts: z.record(
    z.string(),
    z.strictObject({ url: z.string(), tokenFile: z.string().optional() }),
  ),
});

/** A server under a name; `tokenFile` is an absolute path. */
export interface Context {
  readonly name: string;
  readonly url: string;
  readonly tokenFile: string | null;
}

export interface ConfigFile {
  readonly path: string;
  readonly current: string | null;
  readonly contexts: readonly Context[];
}

/** Where the configuration file may be, first come first served. */
export function configPaths(env: Environment): string[] {
  const xdg = env.XDG_CONFIG_HOME;
  const homes = [
    xdg && isAbsolute(xdg) ? xdg : null,
    join(env.HOME ?? homedir(), '.config'),
    '/etc',
  ];
  return homes.filter((home) => home !== null).map((home) => join(home, 'leitstand', 'config.yml'));
}

/**
 * Reads the first configuration file there is; null where there is none.
 * @throws Failure (usage) naming the file and each field at fault
 */
export function readConfigFile(env: Environment): ConfigFile | null {
  const path = configPaths(env).find((candidate) => existsSync(candidate));
  if (!path) return null;
  const read = schema.safeParse(readYaml(path));
  if (!read.success)
    throw usage(
      `${path} is not valid.`,
      ...read.error.issues.map((issue) => `${issue.path.join('.') || 'file'}: ${issue.message}`),
    );
  const home = env.HOME ?? homedir();
  const contexts = Object.entries(read.data.contexts).map(([name, { url, tokenFile }]) => ({
    name,
    url,
    tokenFile:
      tokenFile === undefined ? null : resolve(dirname(path), tokenFile.replace(/^~(?=\/)/, home)),
  }));
  return { path, current: read.data.current ?? null, contexts };
}

function readYaml(path: string): unknown {
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw usage(`${path} cannot be read: ${(error as Error).message.split('\n')[0]}`);
  }
}
