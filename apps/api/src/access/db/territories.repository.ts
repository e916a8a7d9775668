import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/tx.js';
import type { Territory } from '../domain/territory.js';

@Injectable()
export class TerritoriesRepository {
  /** By code. */
  async list(tx: Tx): Promise<Territory[]> {
    const rows = await tx
      .selectFrom('territories')
      .select(['code', 'name_de', 'name_en', 'matchers', 'version'])
      .orderBy('code')
      .execute();
    return rows.map(({ code, name_de: de, name_en: en, matchers, version }) => ({
      code,
      name: { de, en },
      matchers,
      version,
    }));
  }

  async put(tx: Tx, { code, name, matchers, version }: Territory): Promise<void> {
    const said = { name_de: name.de, name_en: name.en, matchers, version };
    await tx
      .insertInto('territories')
      .values({ code, ...said })
      .onConflict((conflict) => conflict.column('code').doUpdateSet(said))
      .execute();
  }
}
