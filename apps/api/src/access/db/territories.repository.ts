import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/tx.js';
import type { Territory } from '../domain/territory.js';

@Injectable()
export class TerritoriesRepository {
  /** By code. */
  async list(tx: Tx): Promise<Territory[]> {
    const rows = await tx
      .selectFrom('territories')
      .select(['code', 'name_de', 'name_en'])
      .orderBy('code')
      .execute();
    return rows.map(({ code, name_de: de, name_en: en }) => ({ code, name: { de, en } }));
  }

  async put(tx: Tx, { code, name }: Territory): Promise<void> {
    const names = { name_de: name.de, name_en: name.en };
    await tx
      .insertInto('territories')
      .values({ code, ...names })
      .onConflict((conflict) => conflict.column('code').doUpdateSet(names))
      .execute();
  }
}
