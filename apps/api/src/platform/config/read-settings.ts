import { readFileSync } from 'node:fs';
import { SETTINGS, isSecret, type SettingName, type SettingValues } from './settings-schema.js';

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

const NAMES = Object.keys(SETTINGS) as SettingName[];

/**
 * Reads and validates every setting: `LEITSTAND_<NAME>`, or for a secret the file named by `LEITSTAND_<NAME>_FILE`.
 * @throws SettingsError naming each variable at fault
 */
export function readSettings(environment: Environment): SettingsRead {
  const faults: string[] = [];
  const values: Record<string, unknown> = {};
  const origins: Record<string, SettingOrigin> = {};
  for (const name of NAMES) {
    const raw = readRaw(name, environment, faults);
    const parsed = SETTINGS[name].schema.safeParse(raw.value);
    if (parsed.success) values[name] = parsed.data;
    else if (raw.readable)
      faults.push(
        `LEITSTAND_${name}: ${raw.value === undefined ? required(name, raw) : (parsed.error.issues[0]?.message ?? 'is not valid')}`,
      );
    origins[name] = raw.origin;
  }
  if (values.OIDC_ISSUER && !values.OIDC_CLIENT_ID)
    faults.push('LEITSTAND_OIDC_CLIENT_ID: is required when LEITSTAND_OIDC_ISSUER is set');
  if (isReachable(values.METRICS_HOST) && !values.METRICS_TOKEN)
    faults.push(
      'LEITSTAND_METRICS_TOKEN: is required when LEITSTAND_METRICS_HOST is not a loopback address',
    );
  if (faults.length > 0) throw new SettingsError(faults.join('\n'));
  values.PUBLIC_URL ??= `http://${values.HOST as string}:${values.PORT as number}`;
  values.DATABASE_OWNER_URL ??= values.DATABASE_URL;
  return {
    values: values as SettingValues,
    origins: origins as Record<SettingName, SettingOrigin>,
  };
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

function blankAsUnset(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === '' ? undefined : value;
}

/** Whether others than this machine reach what listens on an address. */
function isReachable(host: unknown): boolean {
  return typeof host === 'string' && !/^(?:localhost|::1|127(?:\.\d{1,3}){3})$/.test(host);
}
