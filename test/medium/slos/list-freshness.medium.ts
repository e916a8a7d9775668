import { afterAll, beforeEach, describe, expect, it, beforeAll } from '@jest/globals';
import { ListSlos } from '../../../apps/api/src/slos/use-cases/list-slos.js';
import { SaveSlo } from '../../../apps/api/src/slos/use-cases/save-slo.js';
import { sloDocument, startSlosContext, writer, type SlosContext } from './slos-context.js';

let context: SlosContext;

beforeAll(async () => {
  context = await startSlosContext();
  await context.module.get(SaveSlo).execute(writer('DE'), sloDocument('shop-answers'), { kind: 'any' });
});
afterAll(() => context.close());

const list = (territory = 'DE') => context.module.get(ListSlos).execute(writer(territory), { sort: 'urgency', limit: 100 });
let before: string;
beforeEach(async () => {
  before = await list();
  expect(await list()).toBe(before);
});

describe('the list of SLOs, which answers the same question from memory while nothing changed', () => {
  it.each([
    ['an SLO changes its rules state', `update slos set rules_state = 'failed', rules_message = 'no' where slug = 'shop-answers'`, '"failed"'],
    ['its subject is renamed', `update subjects set name = 'The new shop' where slug = 'shop'`, 'The new shop'],
    ['its team is renamed', `update teams set name = 'The new team' where slug = 'team-shop'`, 'The new team'],
    [
      'a reading arrives',
      `insert into slo_readings (slo_id, territory, as_of, slo_version, reading, burn_rates, spark, spark_key, budget_state, burn_state)
         select id, territory, now(), 1, '{"sli":0.25}', '[]', '[]', 'k', 'healthy', 'steady' from slos`,
      '"sli":0.25',
    ],
    ['it is deleted', `update slos set deleted_at = now() where slug = 'shop-answers'`, '"items":[]'],
  ])('shows it at once when %s', async (_what, statement, seen) => {
    expect(before).not.toContain(seen);
    await context.owner.query(statement);
    expect(await list()).toContain(seen);
  });

  it('never answers one territory from the memory of another', async () => {
    expect(await list('CH')).toContain('"items":[]');
    await context.module.get(SaveSlo).execute(writer('CH'), sloDocument('swiss', { subject: 'shop-ch' }), { kind: 'any' });
    expect(await list('CH')).toContain('swiss');
    expect(await list('DE')).not.toContain('swiss');
  });
});
