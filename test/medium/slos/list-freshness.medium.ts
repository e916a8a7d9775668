import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Scope } from '../../../apps/api/src/platform/kernel/scope.js';
import { SloRowsRepository } from '../../../apps/api/src/slos/db/slo-rows.repository.js';
import { ListSlos } from '../../../apps/api/src/slos/use-cases/list-slos.js';
import { SaveSlo } from '../../../apps/api/src/slos/use-cases/save-slo.js';
import { sloDocument, startSlosContext, writer, type SlosContext } from './slos-context.js';

let context: SlosContext;

beforeAll(async () => {
  context = await startSlosContext();
  await context.module
    .get(SaveSlo)
    .execute(writer('DE'), sloDocument('shop-answers'), { kind: 'any' });
});
afterAll(() => context.close());

const list = (territory = 'DE') =>
  context.module.get(ListSlos).execute(writer(territory), { sort: 'urgency', limit: 100 });
let before: string;
beforeEach(async () => {
  before = await list();
  expect(await list()).toBe(before);
});

describe('the list of SLOs, which puts only those rows together anew that changed', () => {
  it.each([
    [
      'an SLO changes its rules state',
      `update slos set rules_state = 'failed', rules_message = 'no' where slug = 'shop-answers'`,
      '"failed"',
    ],
    [
      'its subject is renamed',
      `update subjects set name = 'The new shop' where slug = 'shop'`,
      'The new shop',
    ],
    [
      'its team is renamed',
      `update teams set name = 'The new team' where slug = 'team-shop'`,
      'The new team',
    ],
    [
      'a reading arrives',
      `insert into slo_readings (slo_id, territory, as_of, reading, burn_rates, spark, spark_key, budget_state, burn_state)
         select id, territory, now(), '{"sli":0.25}', '[]', '[]', 'k', 'healthy', 'steady' from slos`,
      '"sli":0.25',
    ],
    [
      'its reading changes twice in one transaction',
      `begin; update slo_readings set reading = '{"sli":0.5}'; update slo_readings set reading = '{"sli":0.75}'; commit`,
      '"sli":0.75',
    ],
    [
      'its subject gets another team',
      `update subjects set team = null where slug = 'shop'`,
      '"team":null',
    ],
    [
      'its subject gets that team back',
      `update subjects set team = 'team-shop' where slug = 'shop'`,
      '"slug":"team-shop"',
    ],
    [
      'it is deleted',
      `update slos set deleted_at = now() where slug = 'shop-answers'`,
      '"items":[]',
    ],
  ])('shows it at once when %s', async (_what, statement, seen) => {
    expect(before).not.toContain(seen);
    await context.owner.query(statement);
    expect(await list()).toContain(seen);
  });

  it('never answers one territory from the memory of another', async () => {
    expect(await list('CH')).toContain('"items":[]');
    await context.module
      .get(SaveSlo)
      .execute(writer('CH'), sloDocument('swiss', { subject: 'shop-ch' }), { kind: 'any' });
    expect(await list('CH')).toContain('swiss');
    expect(await list('DE')).not.toContain('swiss');
  });

  it('shows a team to those who may see it, and to nobody else, whoever asked first', async () => {
    await context.module.get(SaveSlo).execute(writer('DE'), sloDocument('lent'), { kind: 'any' });
    await context.owner.query(`update slos set team = 'team-ch' where slug = 'lent'`);
    for (let i = 0; i < 2; i += 1) {
      expect(await listed(writer('DE', 'CH'), 'lent')).toMatchObject({ team: { slug: 'team-ch' } });
      expect(await listed(writer('DE'), 'lent')).toMatchObject({ team: null });
    }
  });

  it('fetches the one row that changed and no other', async () => {
    const fetched: (readonly string[])[] = [];
    const rows = context.module.get(SloRowsRepository);
    const whole = jest
      .spyOn(rows, 'rows')
      .mockImplementation(
        (tx, ids) => (fetched.push(ids), SloRowsRepository.prototype.rows.call(rows, tx, ids)),
      );
    await context.module.get(SaveSlo).execute(writer('DE'), sloDocument('other'), { kind: 'any' });
    await list();
    await context.owner.query(`update slos set rules_message = 'late' where slug = 'lent'`);
    expect(await list()).toContain('"late"');
    await list();
    whole.mockRestore();
    expect(fetched.map((ids) => ids.length)).toEqual([1, 1, 0]);
  });
});

async function listed(scope: Scope, slug: string): Promise<unknown> {
  const { items } = JSON.parse(
    await context.module.get(ListSlos).execute(scope, { sort: 'name', limit: 100 }),
  ) as { items: { slug: string }[] };
  return items.find((row) => row.slug === slug);
}
