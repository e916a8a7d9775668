import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../../../apps/api/src/platform/db/database.js';
import { systemScope } from '../../../apps/api/src/platform/kernel/scope.js';
import { asOwner, sessionOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';

const TABLES = ['teams', 'environments', 'subjects', 'subject_dependencies'] as const;

let test: TestApp;
let both: TestActor;
let german: TestActor;
let swiss: TestActor;

beforeAll(async () => {
  test = await startTestApp();
  const editor = (...territories: string[]) => sessionOf(test, [{ role: 'editor', territories }]);
  [both, german, swiss] = [await editor('CH', 'DE'), await editor('DE'), await editor('CH')];
  for (const territory of ['CH', 'DE']) {
    const at = territory.toLowerCase();
    await call(both, 'PUT', `/teams/team-${at}`, { name: at, territory });
    await call(both, 'PUT', `/environments/env-${at}`, {
      name: at,
      territory,
      purpose: '',
      availability: '',
      access: '',
      owner: 'x',
    });
    await call(both, 'PUT', `/subjects/base-${at}`, {
      name: at,
      kind: 'service',
      territory,
      team: `team-${at}`,
      environment: `env-${at}`,
    });
  }
  await call(both, 'PUT', '/subjects/shop-ch', {
    name: 'Shop',
    kind: 'service',
    territory: 'CH',
    team: 'team-de',
    environment: 'env-de',
    dependsOn: ['base-de', 'base-ch'],
  });
});
afterAll(() => test.close());

async function call(
  actor: TestActor,
  method: 'GET' | 'PUT' | 'DELETE',
  path: string,
  payload?: object,
) {
  return test.app.inject({
    method,
    url: `/api/v1${path}`,
    headers: actor.headers,
    ...(payload ? { payload } : {}),
  });
}

const under = <T>(territories: string[], work: Parameters<Database['transaction']>[1]) =>
  test.app.get(Database).transaction(systemScope('test', territories), work) as Promise<T>;

describe('row-level security of the catalog', () => {
  it.each(TABLES)(
    'shows of %s the rows of the scope alone, and none without one',
    async (table) => {
      const seen = (territories: string[]) =>
        under<{ territory: string }[]>(territories, (tx) =>
          tx.selectFrom(table).select('territory').execute(),
        );
      for (const territory of ['CH', 'DE'])
        expect((await seen([territory])).filter((row) => row.territory !== territory)).toEqual([]);
      expect((await seen(['CH'])).length).toBeGreaterThan(0);
      expect(await seen([])).toEqual([]);
    },
  );

  it.each(TABLES)(
    'lets nobody change, move or delete rows of %s in another territory',
    async (table) => {
      const [changed] = await under<{ numUpdatedRows: bigint }[]>(['DE'], (tx) =>
        tx.updateTable(table).set({ territory: 'DE' }).where('territory', '=', 'CH').execute(),
      );
      const [deleted] = await under<{ numDeletedRows: bigint }[]>(['DE'], (tx) =>
        tx.deleteFrom(table).where('territory', '=', 'CH').execute(),
      );
      expect([changed?.numUpdatedRows, deleted?.numDeletedRows]).toEqual([0n, 0n]);
      await expect(
        under(['CH'], (tx) => tx.updateTable(table).set({ territory: 'DE' }).execute()),
      ).rejects.toThrow('row-level security');
    },
  );

  it('hides foreign rows behind the words for rows that do not exist', async () => {
    for (const path of ['/subjects/base-ch', '/teams/team-ch', '/environments/env-ch']) {
      for (const method of ['GET', 'DELETE'] as const)
        expect((await call(german, method, path)).json()).toMatchObject({
          status: 404,
          code: 'not-found',
        });
    }
    const taken = await call(german, 'PUT', '/subjects/base-ch', {
      name: 'Mine',
      kind: 'service',
      territory: 'DE',
    });
    expect([taken.statusCode, taken.json().code]).toEqual([409, 'conflict']);
    const foreign = await call(german, 'PUT', '/subjects/new', {
      name: 'New',
      kind: 'service',
      territory: 'CH',
    });
    expect([foreign.statusCode, foreign.json().errors[0].path]).toEqual([403, 'territory']);
  });

  it('keeps references across territories through an edit by somebody who cannot see them', async () => {
    const read = await call(swiss, 'GET', '/subjects/shop-ch');
    expect(read.json()).toMatchObject({
      team: { slug: 'team-de', name: 'team-de' },
      environment: 'env-de',
      dependsOn: ['base-ch', 'base-de'],
    });
    const { name, kind, territory, environment, dependsOn } = read.json();
    const edited = await call(swiss, 'PUT', '/subjects/shop-ch', {
      name: `${name} 2`,
      kind,
      territory,
      team: 'team-de',
      environment,
      dependsOn,
    });
    expect([edited.statusCode, edited.json().dependsOn]).toEqual([200, ['base-ch', 'base-de']]);
    const more = await call(swiss, 'PUT', '/subjects/base-ch', {
      name: 'x',
      kind: 'service',
      territory: 'CH',
      dependsOn: ['base-de'],
    });
    expect(more.json().errors[0]).toMatchObject({ path: 'dependsOn.0', code: 'unknown-subject' });
  });

  it('keeps what a foreign subject needs from being deleted, without naming it', async () => {
    for (const path of ['/subjects/base-de', '/teams/team-de', '/environments/env-de']) {
      await call(both, 'PUT', '/subjects/base-de', {
        name: 'de',
        kind: 'service',
        territory: 'DE',
        team: null,
        environment: null,
      });
      const refused = await call(german, 'DELETE', path);
      expect([refused.statusCode, refused.json().code]).toEqual([409, 'conflict']);
      expect(refused.body).not.toContain('shop-ch');
      expect(refused.json().detail).toContain('in a territory that you may not see');
    }
  });

  it('moves a subject with its edges when the actor may write on both sides', async () => {
    await call(both, 'PUT', '/subjects/mover', {
      name: 'M',
      kind: 'service',
      territory: 'DE',
      dependsOn: ['base-de'],
    });
    expect(
      (await call(both, 'PUT', '/subjects/mover', { name: 'M', kind: 'service', territory: 'CH' }))
        .statusCode,
    ).toBe(200);
    const { rows } = await asOwner(test, (client) =>
      client.query(`select territory from subject_dependencies where subject = 'mover'`),
    );
    expect(rows).toEqual([{ territory: 'CH' }]);
    const told = await asOwner(test, (client) =>
      client.query(
        `select territory from outbox where type = 'subject.changed' and ids ? 'mover' order by id`,
      ),
    );
    expect(told.rows.map(({ territory }) => territory)).toEqual(['DE', 'CH', 'DE']);
    const kept = await asOwner(test, (client) =>
      client.query(`select territory from audit_events where target_id = 'mover' order by seq`),
    );
    expect(kept.rows.map(({ territory }) => territory)).toEqual(['DE', 'CH', 'DE']);
  });
});
