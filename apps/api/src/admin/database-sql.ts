import { Settings } from '../platform/config/settings.js';
import { namesOf, setupSql } from '../platform/db/roles-sql.js';

/**
 * The SQL that prepares a PostgreSQL, for the names in the addresses that are set; whoever asks may have set none yet, and nothing
 * else at all.
 * @param environment that of this process unless told
 * @throws SettingsError naming each address at fault
 */
export function databaseSql(environment?: Readonly<Record<string, string | undefined>>): string {
  const urls = Settings.databaseUrls(environment);
  const app = urls.DATABASE_URL ?? urls.DATABASE_DIRECT_URL;
  return setupSql(namesOf(app, urls.DATABASE_OWNER_URL ?? urls.DATABASE_DIRECT_URL ?? app));
}
