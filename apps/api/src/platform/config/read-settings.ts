import { readFileSync } from 'node:fs';
import { belongTogether } from './server-schemas.js';
import {
  HTTP_SERVERS,
  SETTINGS,
  isSecret,
  type SettingName,
  type SettingValues,
} from './settings-schema.js';

type Environment = Readonly<Record<string, string | undefined>>;
export type SettingOrigin = 'default' | 'file' | 'environment';

/** Settings as read, with where each value came from. */
export interface SettingsRead {
  readonly values: SettingValues;
  readonly origins: Readonly<Record<SettingName, SettingOrigin>>;
}

/** Names every variable at fault, one a line; the process should exit with it. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

const DATABASE_URLS = ['DATABASE_URL', 'DATABASE_DIRECT_URL', 'DATABASE_OWNER_URL'] as const;
type DatabaseUrl = (typeof DATABASE_URLS)[number];

const NAMES = Object.keys(SETTINGS) as SettingName[];

/**
 * Reads and validates every setting: `LEITSTAND_<NAME>`, or for a secret the file named by `LEITSTAND_<NAME>_FILE`.
 * @param missing what stands for settings that are required and not set; their origin is `default`
 * @throws SettingsError naming each variable at fault
 */
export function readSettings(
  environment: Environment,
  missing: Readonly<Partial<Record<SettingName, string>>> = {},
): SettingsRead {
  const faults: string[] = [];
  const values: Record<string, unknown> = {};
  const origins: Record<string, SettingOrigin> = {};
  for (const name of NAMES) {
    const raw = readRaw(name, environment, faults);
    values[name] = parse(name, raw, missing[name], faults);
    origins[name] = raw.origin;
  }
  if (values.OIDC_ISSUER && !values.OIDC_CLIENT_ID)
    faults.push('LEITSTAND_OIDC_CLIENT_ID: is required when LEITSTAND_OIDC_ISSUER is set');
  for (const server of HTTP_SERVERS) faults.push(...serverFaults(server, values));
  if (isReachable(values.METRICS_HOST) && !values.METRICS_TOKEN)
    faults.push(
      'LEITSTAND_METRICS_TOKEN: is required when LEITSTAND_METRICS_HOST is not a loopback address',
    );
  if (faults.length > 0) throw new SettingsError(faults.join('\n'));
  values.PUBLIC_URL ??= `http://${values.HOST as string}:${values.PORT as number}`;
  values.DATABASE_OWNER_URL ??= values.DATABASE_DIRECT_URL ?? values.DATABASE_URL;
  return {
    values: values as SettingValues,
    origins: origins as Record<SettingName, SettingOrigin>,
  };
}

/**
 * Reads the addresses of the database alone, for what runs before there is anything else: other settings may lack or be wrong.
 * @returns those that are set
 * @throws SettingsError naming each of them at fault
 */
export function readDatabaseUrls(environment: Environment): Partial<Record<DatabaseUrl, string>> {
  const faults: string[] = [];
  const urls: Partial<Record<DatabaseUrl, string>> = {};
  for (const name of DATABASE_URLS) {
    const raw = readRaw(name, environment, faults);
    if (raw.origin === 'default') continue;
    const url = parse(name, raw, undefined, faults);
    if (url !== undefined) urls[name] = url;
  }
  if (faults.length > 0) throw new SettingsError(faults.join('\n'));
  return urls;
}

/** The value of one setting, or undefined with a fault that says why not. */
function parse<N extends SettingName>(
  name: N,
  raw: Raw,
  missing: string | undefined,
  faults: string[],
): SettingValues[N] | undefined {
  const value = raw.origin === 'default' ? (raw.value ?? missing) : raw.value;
  const parsed = SETTINGS[name].schema.safeParse(value);
  if (parsed.success) return parsed.data as SettingValues[N];
  if (!raw.readable) return undefined; // that is said already
  const fault =
    raw.value === undefined
      ? required(name, raw)
      : (parsed.error.issues[0]?.message ?? 'is not valid');
  faults.push(`LEITSTAND_${name}: ${fault}`);
  return undefined;
}

/** Settings of a server that say nothing while it has no address. */
const NEED_A_URL = ['BEARER_TOKEN', 'HEADERS', 'CA', 'CERT', 'KEY', 'SERVER_NAME'];

/** No headers are the default. */
function isGiven(value: unknown): boolean {
  return (
    value !== undefined && !(typeof value === 'object' && Object.keys(value ?? {}).length === 0)
  );
}

/** What is wrong with the settings of a server taken together. */
function serverFaults(
  server: (typeof HTTP_SERVERS)[number],
  values: Readonly<Record<string, unknown>>,
): string[] {
  const of = (name: string) => values[`${server}_${name}`];
  const [url, cert, key] = [of('URL'), of('CERT'), of('KEY')];
  const faults: string[] = [];
  const ways = [
    ...(typeof url === 'string' && hasLogin(url) ? ['user and password in its URL'] : []),
    ...(of('BEARER_TOKEN') === undefined ? [] : [`LEITSTAND_${server}_BEARER_TOKEN`]),
    ...('authorization' in ((of('HEADERS') as object | undefined) ?? {})
      ? [`authorization in LEITSTAND_${server}_HEADERS`]
      : []),
  ];
  if (ways.length > 1)
    faults.push(`LEITSTAND_${server}_URL: one way to sign in only, not ${ways.join(' and ')}`);
  if (cert !== undefined && key === undefined)
    faults.push(`LEITSTAND_${server}_KEY: is required with LEITSTAND_${server}_CERT`);
  if (key !== undefined && cert === undefined)
    faults.push(`LEITSTAND_${server}_CERT: is required with LEITSTAND_${server}_KEY`);
  if (typeof cert === 'string' && typeof key === 'string' && !belongTogether(cert, key))
    faults.push(`LEITSTAND_${server}_KEY: is not the key of LEITSTAND_${server}_CERT`);
  if (url === undefined && NEED_A_URL.some((name) => isGiven(of(name))))
    faults.push(`LEITSTAND_${server}_URL: is required by the other settings of that server`);
  return faults;
}

function hasLogin(url: string): boolean {
  const { username, password } = new URL(url);
  return username !== '' || password !== '';
}

interface Raw {
  readonly value: string | undefined;
  readonly origin: SettingOrigin;
  /** false when its file could not be read, which is said already */
  readonly readable: boolean;
}

function required(name: SettingName, { origin }: Raw): string {
  return origin === 'file' ? `is required (LEITSTAND_${name}_FILE is empty)` : 'is required';
}

function readRaw(name: SettingName, environment: Environment, faults: string[]): Raw {
  const direct = blankAsUnset(environment[`LEITSTAND_${name}`]);
  const file = isSecret(name) ? blankAsUnset(environment[`LEITSTAND_${name}_FILE`]) : undefined;
  if (direct !== undefined && file !== undefined)
    faults.push(`LEITSTAND_${name}: is set twice, directly and by LEITSTAND_${name}_FILE`);
  if (direct !== undefined) return { value: direct, origin: 'environment', readable: true };
  if (file === undefined) return { value: undefined, origin: 'default', readable: true };
  try {
    return {
      value: blankAsUnset(readFileSync(file, 'utf8').trimEnd()),
      origin: 'file',
      readable: true,
    };
  } catch (error) {
    faults.push(
      `LEITSTAND_${name}_FILE: cannot be read (${(error as NodeJS.ErrnoException).code ?? 'error'})`,
    );
    return { value: undefined, origin: 'file', readable: false };
  }
}

/**
 * Reads the file of a secret again, which whoever wrote it may have replaced.
 * @returns what is in force from now on: the value of before where it comes from no file, or where that cannot be read or holds nothing valid
 */
export function readAgain<N extends SettingName>(
  name: N,
  before: SettingValues[N],
  environment: Environment,
): SettingValues[N] {
  const raw = readRaw(name, environment, []);
  if (raw.origin !== 'file' || raw.value === undefined) return before;
  const parsed = SETTINGS[name].schema.safeParse(raw.value);
  return parsed.success ? (parsed.data as SettingValues[N]) : before;
}

function blankAsUnset(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === '' ? undefined : value;
}

/** Whether others than this machine reach what listens on an address. */
function isReachable(host: unknown): boolean {
  return typeof host === 'string' && !/^(?:localhost|::1|127(?:\.\d{1,3}){3})$/.test(host);
}
