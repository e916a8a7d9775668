import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, PostgresDialect, sql } from 'kysely';
import {
  Migrator,
  type Migration,
  type MigrationProvider,
  type MigrationResult,
} from 'kysely/migration';
import pg from 'pg';
import { projectRoot } from '../config/project-root.js';
import { prepareRoles } from './prepare-roles.js';

/** Reads `NNNN_name.up.sql` and its `.down.sql`; a file without its twin is a fault of the build. */
class SqlFiles implements MigrationProvider {
  constructor(private readonly folder: string) {}

  async getMigrations(): Promise<Record<string, Migration>> {
    const names = readdirSync(this.folder)
      .filter((file) => file.endsWith('.up.sql'))
      .map((file) => file.slice(0, -'.up.sql'.length))
      .toSorted();
    return Object.fromEntries(names.map((name) => [name, this.migration(name)]));
  }

  private migration(name: string): Migration {
    const text = (direction: string) =>
      readFileSync(join(this.folder, `${name}.${direction}.sql`), 'utf8');
    const [up, down] = [text('up'), text('down')];
    return {
      up: async (db) => void (await sql.raw(up).execute(db)),
      down: async (db) => void (await sql.raw(down).execute(db)),
    };
  }
}

/** What a run of migrations did. */
export interface MigrationReport {
  readonly results: readonly MigrationResult[];
}

async function withMigrator<T>(
  ownerUrl: string,
  work: (migrator: Migrator, db: Kysely<unknown>) => Promise<T>,
): Promise<T> {
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: ownerUrl, max: 2 }) }),
  });
  try {
    const provider = new SqlFiles(join(projectRoot(), 'apps/api/migrations'));
    return await work(new Migrator({ db, provider }), db);
  } finally {
    await db.destroy();
  }
}

/**
 * Brings the schema to the newest version. Several processes may call it at once: one migrates, the others wait.
 * @param ownerUrl login that owns the tables
 * @param appUrl login of the application, which is let into its role; the owner's unless told
 * @throws DatabaseNotPrepared when the owner may not do what is needed first
 * @throws the first failing statement's error; that run is rolled back whole
 */
export function migrateUp(ownerUrl: string, appUrl = ownerUrl): Promise<MigrationReport> {
  return withMigrator(ownerUrl, async (migrator, db) => {
    await prepareRoles(db, appUrl);
    return report(await migrator.migrateToLatest());
  });
}

/** Takes back the newest migration, or all of them with `all`. */
export function migrateDown(ownerUrl: string, all = false): Promise<MigrationReport> {
  return withMigrator(ownerUrl, async (migrator) => {
    const done: MigrationResult[] = [];
    for (;;) {
      const { results } = report(await migrator.migrateDown());
      done.push(...results);
      if (!all || results.length === 0) return { results: done };
    }
  });
}

/** Every migration with the time it was applied, or null where it is still to come. */
export function migrationStatus(
  ownerUrl: string,
): Promise<{ name: string; executedAt: Date | null }[]> {
  return withMigrator(ownerUrl, async (migrator) => {
    const all = await migrator.getMigrations();
    return all.map(({ name, executedAt }) => ({ name, executedAt: executedAt ?? null }));
  });
}

function report(set: { error?: unknown; results?: MigrationResult[] }): MigrationReport {
  if (set.error) throw set.error;
  return { results: set.results ?? [] };
}
