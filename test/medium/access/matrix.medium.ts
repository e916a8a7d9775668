import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROLES, ROLE_PERMISSIONS, type Role } from '#contract';
import { RouteCatalogue, type Route } from '../../../apps/api/src/access/http/route-catalogue.js';
import { asOwner, sessionOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { reachableTables, rowState } from './row-state.js';
import { applyCatalog, fillWithSamples } from './samples.js';

/** The one answer that never ends: its guard is tried, its content is the live room's own test. */
const STREAM = '/api/v1/events';
const STREAM_MS = 300;

let test: TestApp;
let admin: TestActor;
let guarded: Route[];
/** table → a German row's slug or id, for the routes that are about one thing */
let german: Map<string, string>;

beforeAll(async () => {
  test = await startTestApp();
  admin = await fillWithSamples(test);
  guarded = test.app
    .get(RouteCatalogue)
    .all()
    .filter(({ requires }) => requires !== null);
  german = await germanNames();
});
afterAll(async () => {
  await test.close();
});

async function germanNames(): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  const tables = (await reachableTables(test)).filter(({ hasTerritory }) => hasTerritory);
  await asOwner(test, async (client) => {
    for (const { name } of tables) {
      const { rows } = await client.query(
        `select to_jsonb(t) as row from ${name} t where territory = 'DE' limit 1`,
      );
      const row = rows[0]?.row as { slug?: string; id?: string } | undefined;
      const key = row?.slug ?? row?.id;
      if (key !== undefined) names.set(name, key);
    }
    for (const name of ['invitations', 'api_tokens']) {
      const { rows } = await client.query(
        `select id from ${name} where territories = '{DE}' limit 1`,
      );
      names.set(name.replace('api_', ''), rows[0].id as string);
    }
    const { rows } = await client.query(
      "select user_id from user_grants group by user_id having array_agg(territory) = '{DE}' limit 1",
    );
    names.set('users', rows[0].user_id as string);
  });
  return names;
}

/** The route's address, about a German thing where one of that kind exists. */
function address({ path }: Route): string {
  const collection = path.split('/')[3] ?? '';
  return path.replace(/:\w+/g, () => german.get(collection) ?? randomUUID()).replace(':code', 'DE');
}

/** @returns null for a stream, which never ends */
async function call(
  route: Route,
  headers: Record<string, string>,
): Promise<{ status: number; body: string } | null> {
  const method = route.method as 'GET';
  const payload = ['POST', 'PUT', 'PATCH'].includes(method) ? { payload: {} } : {};
  try {
    const patience = route.path === STREAM ? { signal: AbortSignal.timeout(STREAM_MS) } : {};
    const answer = await test.app.inject({
      method,
      url: address(route),
      headers,
      ...payload,
      ...patience,
    });
    return { status: answer.statusCode, body: answer.body };
  } catch (error) {
    if (route.path === STREAM) return null;
    throw error;
  }
}

/** Whether anything in an answer belongs to `territory`. */
function speaksOf(body: string, territory: string): boolean {
  return new RegExp(`"territory":"${territory}"|"territories":\\[[^\\]]*"${territory}"`).test(body);
}

const permits = (role: Role, route: Route) =>
  route.requires !== null && ROLE_PERMISSIONS[role].has(route.requires);
const named = (route: Route) => `${route.method} ${route.path}`;

describe('nobody', () => {
  it('gets 401 from every guarded route, and nothing is written', async () => {
    const before = await rowState(test);
    for (const route of guarded)
      expect({ [named(route)]: (await call(route, {}))?.status }).toEqual({ [named(route)]: 401 });
    for (const route of guarded) {
      const forged = await call(route, {
        cookie: `leitstand.session_token=${'x'.repeat(32)}.${'A'.repeat(43)}=`,
      });
      expect({ [named(route)]: forged?.status }).toEqual({ [named(route)]: 401 });
    }
    expect(await rowState(test)).toEqual(before);
  });
});

/** Routes about what is one's own, which succeed without anything being there. */
const OWN_WHATEVER_IT_IS = new Set(['DELETE /api/v1/me/presence/:tab']);

describe.each(ROLES)('%s', (role) => {
  it.each(['DE', 'CH'])(
    'of %s gets 403 from every route its permissions do not cover, and writes nothing there',
    async (territory) => {
      const actor = await sessionOf(test, [{ role, territories: [territory] }]);
      const denied = guarded.filter((route) => !permits(role, route));
      const before = await rowState(test);
      for (const route of denied) {
        const answer = await call(route, actor.headers);
        expect({ [named(route)]: answer?.status }).toEqual({ [named(route)]: 403 });
        expect(answer?.body).toContain(`\\"${route.requires}\\"`);
      }
      expect(await rowState(test)).toEqual(before);
      expect(denied.length + guarded.filter((route) => permits(role, route)).length).toBe(
        guarded.length,
      );
    },
  );

  it('of CH reads no row of DE on any route', async () => {
    const actor = await sessionOf(test, [{ role, territories: ['CH'] }]);
    for (const route of guarded.filter((entry) => entry.method === 'GET' && permits(role, entry))) {
      const answer = await call(route, actor.headers);
      expect({ [named(route)]: answer !== null && speaksOf(answer.body, 'DE') }).toEqual({
        [named(route)]: false,
      });
      expect({ [named(route)]: answer?.status }).not.toEqual({ [named(route)]: 500 });
    }
  });

  it('of CH deletes and changes nothing of DE on any route', async () => {
    const actor = await sessionOf(test, [{ role, territories: ['CH'] }]);
    const about = guarded.filter(
      (route) =>
        route.path.includes(':') &&
        route.method !== 'GET' &&
        permits(role, route) &&
        !OWN_WHATEVER_IT_IS.has(named(route)),
    );
    const before = await rowState(test);
    for (const route of about) {
      const answer = await call(route, actor.headers);
      expect({
        [named(route)]: (answer?.status ?? 0) >= 400 && (answer?.status ?? 0) < 500,
      }).toEqual({ [named(route)]: true });
    }
    expect(await rowState(test)).toEqual(before);
  });
});

describe('an administrator of DE', () => {
  it('does see German rows where the Swiss one sees none, so that the tests above look at something', async () => {
    const seen: string[] = [];
    for (const route of guarded.filter(({ method }) => method === 'GET')) {
      const answer = await call(route, admin.headers);
      if (answer?.status === 200 && speaksOf(answer.body, 'DE')) seen.push(route.path);
    }
    expect(seen).toEqual(
      expect.arrayContaining(['/api/v1/users', '/api/v1/invitations', '/api/v1/tokens']),
    );
  });
});

describe('an editor of CH', () => {
  it('cannot apply a catalog that has German documents: all or nothing is nothing', async () => {
    const actor = await sessionOf(test, [{ role: 'editor', territories: ['CH'] }]);
    const before = await rowState(test);
    const applied = await applyCatalog(test, actor);
    expect([400, 403, 404, 409]).toContain(applied?.statusCode);
    expect(await rowState(test)).toEqual(before);
  });
});
