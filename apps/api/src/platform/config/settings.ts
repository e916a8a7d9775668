import { SETTINGS, isSecret, type SettingName, type SettingValues } from './settings-schema.js';
import {
  readAgain,
  readDatabaseUrls,
  readSettings,
  type SettingOrigin,
  type SettingsRead,
} from './read-settings.js';

/** One setting as a person may see it: a secret shows only whether it is set. */
export interface PrintedSetting {
  readonly name: string;
  readonly value: string | null;
  readonly origin: SettingOrigin;
  readonly secret: boolean;
  readonly description: string;
}

/** The validated settings of this process. The only reader of the process environment. */
export class Settings {
  private constructor(
    private readonly read: SettingsRead,
    private readonly environment: Readonly<Record<string, string | undefined>>,
  ) {}

  /** @throws SettingsError naming each variable at fault */
  static fromEnvironment(
    environment: Readonly<Record<string, string | undefined>> = process.env,
  ): Settings {
    return new Settings(readSettings(environment), { ...environment });
  }

  /**
   * As `fromEnvironment`, for what asks only servers that are set: nothing else is required. See `isSet`.
   * @throws SettingsError naming each variable at fault
   */
  static ofSetServers(
    environment: Readonly<Record<string, string | undefined>> = process.env,
  ): Settings {
    return new Settings(readSettings(environment, NOWHERE), { ...environment });
  }

  /** The addresses of the database that are set, alone: see `readDatabaseUrls`. @throws SettingsError naming each of them at fault */
  static databaseUrls(
    environment: Readonly<Record<string, string | undefined>> = process.env,
  ): ReturnType<typeof readDatabaseUrls> {
    return readDatabaseUrls(environment);
  }

  /** Whether anybody has set it. */
  isSet(name: SettingName): boolean {
    return this.read.origins[name] !== 'default';
  }

  get<N extends SettingName>(name: N): SettingValues[N] {
    return this.read.values[name];
  }

  /** As `get`, for a secret that may be replaced while we run: its file, where it has one, is read now. */
  current<N extends SettingName>(name: N): SettingValues[N] {
    return readAgain(name, this.read.values[name], this.environment);
  }

  get publicUrl(): string {
    return (this.get('PUBLIC_URL') ?? '').replace(/\/$/, '');
  }

  get ownerUrl(): string {
    return this.get('DATABASE_OWNER_URL') ?? this.get('DATABASE_URL');
  }

  /** PostgreSQL without a pooler in between: for connections that keep something. */
  get directUrl(): string {
    return this.get('DATABASE_DIRECT_URL') ?? this.get('DATABASE_URL');
  }

  /** Whether `DATABASE_URL` leads through a pooler, which may give each transaction another connection. */
  get isPooled(): boolean {
    return this.get('DATABASE_DIRECT_URL') !== undefined;
  }

  /**
   * Every setting, redacted: secrets show `(set)` or null, URLs lose their passwords.
   * @param to `others`, as over HTTP, are not shown the part of a path that nobody is to guess; the `operator` at the shell is, who can
   * read it in the data directory anyway and needs it to look at a private server
   */
  print(to: 'operator' | 'others' = 'others'): PrintedSetting[] {
    return (Object.keys(SETTINGS) as SettingName[]).map((name) => ({
      name: `LEITSTAND_${name}`,
      value: shown(name, this.read.values[name], to),
      origin: this.read.origins[name],
      secret: isSecret(name),
      description: SETTINGS[name].description,
    }));
  }
}

/** Stands for what is required, where nobody asks it. */
const NOWHERE = {
  SECRET: 'a secret that protects nothing at all',
  DATABASE_URL: 'postgres://127.0.0.1:1/none',
  REDIS_URL: 'redis://127.0.0.1:1',
  PROMETHEUS_URL: 'http://127.0.0.1:1',
} as const;

function shown(
  name: SettingName,
  value: SettingValues[SettingName],
  to: 'operator' | 'others',
): string | null {
  if (value === undefined) return null;
  if (isSecret(name) && !name.endsWith('_URL'))
    return typeof value === 'object' && Object.keys(value).length === 0 ? null : '(set)';
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value === 'object')
    return Object.entries(value)
      .map((pair) => pair.join('='))
      .join(',');
  const text = withoutUserInfo(String(value));
  if (!isSecret(name)) return text;
  const address = text.replace(/\?.*$/s, '?***');
  return to === 'operator' ? address : address.replace(UNGUESSABLE, '/***');
}

/** A part of a path behind which private servers stand (ADR 0022). */
const UNGUESSABLE = /\/[0-9a-f]{32,}(?=\/|$)/gi;

/** Up to the last `@` before the path: a password may hold others. Drivers also take passwords from the query; see above. */
function withoutUserInfo(value: string): string {
  return value.replace(/^([a-z]+:\/\/)[^/?#]*@/i, '$1***@');
}
