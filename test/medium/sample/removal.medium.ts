import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditModule } from '../../../apps/api/src/audit/audit.module.js';
import { SeedCatalog } from '../../../apps/api/src/catalog/use-cases/seed-catalog.js';
import { Teams } from '../../../apps/api/src/catalog/use-cases/teams.js';
import { BackgroundWorkerModule } from '../../../apps/api/src/platform/background/background.module.js';
import { SystemScopes } from '../../../apps/api/src/platform/db/system-scopes.js';
import { ANY } from '../../../apps/api/src/platform/kernel/expected.js';
import { PlatformModule } from '../../../apps/api/src/platform/platform.module.js';
import {
  SampleRemovalModule,
  SampleWorkerModule,
} from '../../../apps/api/src/sample/sample.module.js';
import { RemoveSample } from '../../../apps/api/src/sample/use-cases/remove-sample.js';
import { sessionOf } from '../../harness/actors.js';
import { World, type WorldWorker } from '../../harness/world.js';

let world: World;
let worker: WorldWorker;
beforeAll(async () => {
  world = await World.begin({
    at: new Date('2026-03-04T12:00:00Z'),
    modules: [
      PlatformModule,
      BackgroundWorkerModule,
      AuditModule,
      SampleRemovalModule,
      SampleWorkerModule,
    ],
    settings: { LEITSTAND_SAMPLE: 'on', LEITSTAND_SAMPLE_SMTP_URL: 'smtp://127.0.0.1:1' },
  });
  worker = await world.worker();
});
afterAll(() => world.close());

const rows = async (statement: string) => (await world.owner.query(statement)).rows as object[];
const there = () =>
  rows(`select 'policy' as kind, slug from escalation_policies union all select 'schedule', slug from schedules
    union all select 'slo', slug from slos where deleted_at is null union all select 'subject', slug from subjects where slug <> 'leitstand'
    union all select 'team', slug from teams union all select 'environment', slug from environments order by 1, 2`);

describe('the sample, where it is off', () => {
  it('is left alone where it was never made', async () => {
    expect(await worker.get(RemoveSample).execute()).toEqual({ removed: 0, kept: [] });
  });

  it('goes but for what somebody changed and what that needs, in the audit trail, and does not come back', async () => {
    await worker.get(SeedCatalog).execute();
    await sessionOf(world, [{ role: 'admin', territories: ['CH', 'DE'] }]);
    await world.advance('2m');
    const made = await there();
    expect(made.map((one) => (one as { kind: string }).kind)).toEqual(
      expect.arrayContaining(['policy', 'schedule', 'slo', 'subject', 'team', 'environment']),
    );
    const scope = await worker.get(SystemScopes).open('person');
    const [{ slug }] = (await rows('select slug from teams order by 1 limit 1')) as [
      { slug: string },
    ];
    await worker.get(Teams).put({ scope, expected: ANY }, slug, (before) => {
      if (!before) throw new Error(`no team ${slug}`);
      return { ...before, name: 'Ours' };
    });

    expect(await worker.get(RemoveSample).execute()).toEqual({
      removed: made.length - 1,
      kept: [{ what: `team "${slug}"`, why: 'changed since' }],
    });
    expect(await there()).toEqual([{ kind: 'team', slug }]);
    const deletions = `select count(*)::int as n from audit_events where actor_id = 'system:sample' and action like '%.deleted'`;
    expect(await rows(deletions)).toEqual([{ n: made.length - 1 }]);
    expect(await worker.get(SeedCatalog).execute()).toBe(false);
    await world.advance('5m');
    expect(await there()).toEqual([{ kind: 'team', slug }]);
  });
});
