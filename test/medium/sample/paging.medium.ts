import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SeedSamplePaging } from '../../../apps/api/src/sample/use-cases/seed-sample-paging.js';
import { AuditModule } from '../../../apps/api/src/audit/audit.module.js';
import { BackgroundWorkerModule } from '../../../apps/api/src/platform/background/background.module.js';
import { PlatformModule } from '../../../apps/api/src/platform/platform.module.js';
import { SampleWorkerModule } from '../../../apps/api/src/sample/sample.module.js';
import { sessionOf } from '../../harness/actors.js';
import { World, type WorldWorker } from '../../harness/world.js';
import { seedSubjects } from '../slos/slos-context.js';

let world: World;
let worker: WorldWorker;
beforeAll(async () => {
  world = await World.begin({
    at: new Date('2026-03-04T12:00:00Z'),
    modules: [PlatformModule, BackgroundWorkerModule, AuditModule, SampleWorkerModule],
    settings: { LEITSTAND_SAMPLE: 'on', LEITSTAND_SAMPLE_SMTP_URL: 'smtp://127.0.0.1:1' },
  });
  await seedSubjects(world.owner);
  await world.owner.query(`update subjects set labels = '{"sample": "true"}' where slug = 'shop'`);
  worker = await world.worker();
});
afterAll(() => world.close());

const rows = async (statement: string) => (await world.owner.query(statement)).rows as object[];
const made = () =>
  rows(`select 'schedule' as kind, slug, territory from schedules
    union all select 'policy', slug, territory from escalation_policies order by 1, 2`);

describe('the sample rota', () => {
  it('is made for the first administrator of all territories, once', async () => {
    await world.advance('2m');
    expect(await made()).toEqual([]);
    await sessionOf(world, [{ role: 'admin', territories: ['CH', 'DE'] }]);
    await world.advance('2m');
    expect(await made()).toEqual([
      { kind: 'policy', slug: 'sample-de', territory: 'DE' },
      { kind: 'schedule', slug: 'sample-de', territory: 'DE' },
    ]);
  });

  it('does not come back to whoever deleted it', async () => {
    await rows('delete from escalation_policies');
    await rows('delete from schedules');
    await world.advance('5m');
    expect(await made()).toEqual([]);
    expect(await worker.get(SeedSamplePaging).execute()).toBe(false);
  });
});
