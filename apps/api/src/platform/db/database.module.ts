import { Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { Settings } from '../config/settings.js';
import { Database } from './database.js';
import { DatabaseReader } from './database-reader.js';
import { EncryptedJson } from './encrypted-json.js';
import { createPool, createPooledPool } from './pool.js';
import { SystemScopes } from './system-scopes.js';

@Global()
@Module({
  providers: [
    SystemScopes,
    EncryptedJson,
    {
      provide: Database,
      inject: [Settings, PinoLogger],
      useFactory: (settings: Settings, log: PinoLogger) => {
        const lost = (error: Error) =>
          log.warn({ reason: error.message }, 'lost an idle database connection');
        const { isPooled } = settings;
        const create = isPooled ? createPooledPool : createPool;
        const pool = create(settings.get('DATABASE_URL'), settings.get('DATABASE_POOL'), lost);
        return new Database(pool, { isPooled });
      },
    },
    { provide: DatabaseReader, useExisting: Database },
  ],
  exports: [Database, DatabaseReader, EncryptedJson, SystemScopes],
})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(private readonly database: Database) {}

  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}
