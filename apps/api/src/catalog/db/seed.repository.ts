import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/tx.js';

/** Remembers that the first start's catalog was applied. */
@Injectable()
export class SeedRepository {
  async isSeeded(tx: Tx): Promise<boolean> {
    return (
      (await tx.selectFrom('catalog_seed').select('seeded_at').executeTakeFirst()) !== undefined
    );
  }

  /** @throws the driver's unique violation when another process seeded at the same time */
  async mark(tx: Tx, now: Date): Promise<void> {
    await tx.insertInto('catalog_seed').values({ seeded_at: now }).execute();
  }
}
