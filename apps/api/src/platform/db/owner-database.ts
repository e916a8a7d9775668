import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { Database } from './database.js';
import { createOwnerPool } from './pool.js';

/** The database as the login that owns its tables, which is bound by no policy: for commands of whoever operates the instance. */
@Injectable()
export class OwnerDatabase extends Database implements OnApplicationShutdown {
  constructor(settings: Settings) {
    super(createOwnerPool(settings.ownerUrl));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.close();
  }
}
