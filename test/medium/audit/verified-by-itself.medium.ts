import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { register } from 'prom-client';
import { UnitOfWork } from '../../../apps/api/src/audit/use-cases/unit-of-work.js';
import { AuditModule, AuditWorkerModule } from '../../../apps/api/src/audit/audit.module.js';
import { BackgroundWorkerModule } from '../../../apps/api/src/platform/background/background.module.js';
import { systemScope } from '../../../apps/api/src/platform/kernel/scope.js';
import { PlatformModule } from '../../../apps/api/src/platform/platform.module.js';
import { World, type WorldWorker } from '../../harness/world.js';

let world: World;
let worker: WorldWorker;
beforeAll(async () => {
  world = await World.begin({
    at: new Date('2026-03-02T12:00:00Z'),
    modules: [PlatformModule, BackgroundWorkerModule, AuditModule, AuditWorkerModule],
  });
  worker = await world.worker();
  await world.settled();
});
afterAll(() => world.close());

const write = () =>
  worker
    .get(UnitOfWork)
    .run(systemScope('test', []), (unit) =>
      unit.record({ action: 'test.done', target: null, territory: null }),
    );
const metric = async (name: string) => {
  const text = await register.getSingleMetricAsString(`leitstand_audit_${name}`);
  return Math.floor(Number(/^leitstand_\w+ (\S+)$/m.exec(text)?.[1]));
};
const anchors = () =>
  readFileSync(join(process.env.LEITSTAND_AUDIT_DIR ?? '', 'audit-anchors.log'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) =>
      line
        .replace(/:\d\d\.\d+Z/, '')
        .split(' ')
        .slice(0, 3)
        .join(' '),
    );

describe('a worker', () => {
  it('verifies the trail at start and every hour, and anchors what is new', async () => {
    expect(await metric('chain_intact')).toBe(1);
    expect(await metric('verified_timestamp_seconds')).toBe(world.now / 1000);
    await write();
    await world.advance('59m');
    expect(await metric('verified_timestamp_seconds')).toBe(world.now / 1000 - 59 * 60);
    await world.advance('1m');
    expect([await metric('events'), await metric('anchored_event')]).toEqual([1, 1]);
    expect(await metric('anchored_timestamp_seconds')).toBe(world.now / 1000);
    await write();
    await world.advance('1h');
    await world.advance('1h');
    expect(await metric('verified_timestamp_seconds')).toBe(world.now / 1000);
    expect(anchors()).toEqual(['2026-03-02T13:00 instance 1', '2026-03-02T14:00 instance 2']);
    expect([await metric('events'), await metric('anchored_event')]).toEqual([2, 2]);
  });

  it('notices within a minute that a seal was made up, and within the day what was changed before the last anchor', async () => {
    const { owner } = world;
    await owner.query(`set session_replication_role = replica`);
    const { rows } = await owner.query<{ seal: string }>('select seal from audit_head');
    await owner.query(`update audit_head set seal = 'made up'`);
    await world.advance('1m');
    expect(await metric('chain_intact')).toBe(0);
    await owner.query('update audit_head set seal = $1', [rows[0]?.seal]);
    await world.advance('1m');
    expect(await metric('chain_intact')).toBe(1);
    await owner.query(`update audit_events set action = 'changed' where seq = 1`);
    await world.advance('1h');
    expect(await metric('chain_intact')).toBe(1); // behind the anchor nothing is looked at each hour
    await world.advance('1d');
    expect(await metric('chain_intact')).toBe(0);
    await owner.query(`update audit_events set action = 'test.done' where seq = 1`);
    await world.advance('1h');
    expect(await metric('chain_intact')).toBe(1);
  });
});
