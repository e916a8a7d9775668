import { SETTINGS, isSecret, type SettingName, type SettingValues } from './settings-schema.js';
import { readSettings, type SettingOrigin, type SettingsRead } from './read-settings.js';

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
  private constructor(private readonly read: SettingsRead) {}

  /** @throws SettingsError naming each variable at fault */
  static fromEnvironment(
    environment: Readonly<Record<string, string | undefined>> = process.env,
  ): Settings {
    return new Settings(readSettings(environment));
  }

  get<N extends SettingName>(name: N): SettingValues[N] {
    return this.read.values[name];
  }

  get publicUrl(): string {
    return (this.get('PUBLIC_URL') ?? '').replace(/\/$/, '');
  }

  get ownerUrl(): string {
    return this.get('DATABASE_OWNER_URL') ?? this.get('DATABASE_URL');
  }

  /** Every setting, redacted: secrets show `(set)` or null, URLs lose their passwords. */
  print(): PrintedSetting[] {
    return (Object.keys(SETTINGS) as SettingName[]).map((name) => ({
      name: `LEITSTAND_${name}`,
      value: shown(name, this.read.values[name]),
      origin: this.read.origins[name],
      secret: isSecret(name),
      description: SETTINGS[name].description,
    }));
  }
}

function shown(name: SettingName, value: SettingValues[SettingName]): string | null {
  if (value === undefined) return null;
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value === 'object')
    return Object.entries(value)
      .map((pair) => pair.join('='))
      .join(',');
  if (!isSecret(name)) return withoutUserInfo(String(value));
  return name.endsWith('_URL') ? withoutUserInfo(String(value)).replace(/\?.*$/s, '?***') : '(set)';
}

/** Up to the last `@` before the path: a password may hold others. Drivers also take passwords from the query; see above. */
function withoutUserInfo(value: string): string {
  return value.replace(/^([a-z]+:\/\/)[^/?#]*@/i, '$1***@');
}
