import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeleteSlo } from '../../../apps/api/src/slos/use-cases/delete-slo.js';
import { GetSlo } from '../../../apps/api/src/slos/use-cases/get-slo.js';
import { SaveSlo } from '../../../apps/api/src/slos/use-cases/save-slo.js';
import { lockIsWaitedFor } from '../../harness/lock-waits.js';
import { sloDocument, startSlosContext, writer, type SlosContext } from './slos-context.js';

let context: SlosContext;
let save: SaveSlo;

beforeAll(async () => {
  context = await startSlosContext();
  save = context.module.get(SaveSlo);
});
afterAll(() => context.close());

async function written(slug: string): Promise<Record<string, number>> {
  const { rows } = await context.owner.query<Record<string, number>>(
    `select (select count(*)::int from slos where slug = $1 and deleted_at is null) as slos,
            (select count(*)::int from slo_versions v join slos s on s.id = v.slo_id where s.slug = $1) as versions,
            (select count(*)::int from audit_events where target_name = $1) as audit,
            (select count(*)::int from outbox where ids ? $1 and type like 'slo.%') as outbox`,
    [slug],
  );
  return rows[0] ?? {};
}

async function seedTeam(slug: string): Promise<void> {
  await context.owner.query(
    `insert into teams (id, slug, name, description, territory, members, labels, version, created_at, updated_at)
      values (gen_random_uuid(), $1, $1, '', 'DE', '{}', '{}', 1, now(), now())`,
    [slug],
  );
}

const ANY = { kind: 'any' } as const;

describe('saving an SLO', () => {
  it('writes state, version, audit and outbox together', async () => {
    const { resource, outcome } = await save.execute(writer('DE'), sloDocument('api'), {
      kind: 'new',
    });
    expect(outcome).toBe('created');
    expect(resource).toMatchObject({
      version: 1,
      indicatorRevision: 1,
      territory: 'DE',
      sample: false,
    });
    expect(await written('api')).toEqual({ slos: 1, versions: 1, audit: 1, outbox: 1 });
  });

  it('says nothing when nothing changed', async () => {
    const { outcome } = await save.execute(writer('DE'), sloDocument('api'), ANY);
    expect(outcome).toBe('unchanged');
    expect(await written('api')).toEqual({ slos: 1, versions: 1, audit: 1, outbox: 1 });
  });

  it('keeps the indicator revision over a change of target, and raises it with the indicator', async () => {
    const target = await save.execute(writer('DE'), sloDocument('api', { target: '99.5' }), {
      kind: 'version',
      versions: [1],
    });
    expect(target.resource).toMatchObject({ version: 2, indicatorRevision: 1 });
    const indicator = await save.execute(
      writer('DE'),
      sloDocument('api', {
        target: '99.5',
        indicator: { ratio: { total: 'a_total', bad: 'b_total' } },
      }),
      ANY,
    );
    expect(indicator.resource).toMatchObject({ version: 3, indicatorRevision: 2 });
    const history = await context.module.get(GetSlo).history(writer('DE'), 'api');
    expect(
      history.map(({ version, indicatorRevision, document }) => [
        version,
        indicatorRevision,
        document?.spec.target,
      ]),
    ).toEqual([
      [3, 2, '99.5'],
      [2, 1, '99.5'],
      [1, 1, '99.9'],
    ]);
  });

  it.each([
    [
      'a stale version',
      { kind: 'version', versions: [1] } as const,
      sloDocument('api'),
      'precondition-failed',
      null,
    ],
    [
      'a name that exists',
      { kind: 'new' } as const,
      sloDocument('api'),
      'precondition-failed',
      null,
    ],
    [
      'a version of nothing',
      { kind: 'version', versions: [1] } as const,
      sloDocument('none'),
      'precondition-failed',
      null,
    ],
    [
      'an unknown subject',
      ANY,
      sloDocument('none', { subject: 'nothing' }),
      'validation-failed',
      'spec.subject',
    ],
    [
      'a subject of a foreign territory',
      ANY,
      sloDocument('none', { subject: 'shop-ch' }),
      'validation-failed',
      'spec.subject',
    ],
    [
      'a team of a foreign territory',
      ANY,
      sloDocument('none', { team: 'team-ch' }),
      'validation-failed',
      'spec.team',
    ],
  ])('refuses %s and leaves nothing behind', async (_, expected, document, code, path) => {
    const before = await written(document.metadata.name);
    await expect(save.execute(writer('DE'), document, expected)).rejects.toMatchObject({
      code,
      ...(path ? { fields: [expect.objectContaining({ path })] } : {}),
    });
    expect(await written(document.metadata.name)).toEqual(before);
  });

  it('refuses a name that a foreign territory took, without showing it', async () => {
    await save.execute(writer('CH'), sloDocument('swiss', { subject: 'shop-ch' }), { kind: 'new' });
    await expect(save.execute(writer('DE'), sloDocument('swiss'), ANY)).rejects.toMatchObject({
      code: 'conflict',
      fields: [expect.objectContaining({ path: 'metadata.name' })],
    });
    await expect(context.module.get(GetSlo).execute(writer('DE'), 'swiss')).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(await written('swiss')).toEqual({ slos: 1, versions: 1, audit: 1, outbox: 1 });
  });

  it('keeps an SLO in its territory', async () => {
    const both = writer('DE', 'CH');
    await expect(save.execute(both, sloDocument('swiss'), ANY)).rejects.toMatchObject({
      fields: [expect.objectContaining({ path: 'spec.subject', code: 'other-territory' })],
    });
  });

  it('conflicts with a team that goes while it is saved', async () => {
    await seedTeam('team-going');
    await context.owner.query(`begin; delete from teams where slug = 'team-going'`);
    const saving = save.execute(writer('DE'), sloDocument('left', { team: 'team-going' }), ANY);
    await Promise.race([saving.catch(() => undefined), lockIsWaitedFor(context.owner)]);
    await context.owner.query('commit');
    await expect(saving).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('refers to by now'),
    });
    expect(await written('left')).toEqual({ slos: 0, versions: 0, audit: 0, outbox: 0 });
  });

  it('keeps no team from going once it is deleted', async () => {
    await seedTeam('team-gone');
    await save.execute(writer('DE'), sloDocument('of-team', { team: 'team-gone' }), ANY);
    const remove = () => context.owner.query(`delete from teams where slug = 'team-gone'`);
    await expect(remove()).rejects.toThrow('slos_team');
    await context.module.get(DeleteSlo).execute(writer('DE'), 'of-team', ANY);
    expect((await remove()).rowCount).toBe(1);
  });

  it('deletes, keeps the history, and lets the name be used again', async () => {
    const remove = context.module.get(DeleteSlo);
    await expect(
      remove.execute(writer('DE'), 'api', { kind: 'version', versions: [1] }),
    ).rejects.toMatchObject({ code: 'precondition-failed' });
    await remove.execute(writer('DE'), 'api', { kind: 'version', versions: [3] });
    expect(await written('api')).toEqual({ slos: 0, versions: 4, audit: 4, outbox: 4 });
    await expect(remove.execute(writer('DE'), 'api', ANY)).rejects.toMatchObject({
      code: 'not-found',
    });
    const again = await save.execute(writer('DE'), sloDocument('api'), { kind: 'new' });
    expect(again.resource.version).toBe(1);
  });
});
