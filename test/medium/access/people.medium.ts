import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asOwner, sessionOf, tokenOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';

const DE_ADMIN = [{ role: 'admin', territories: ['DE'] }] as const;
const EVERYWHERE = [{ role: 'admin', territories: ['CH', 'DE'] }] as const;

let test: TestApp;
let german: TestActor;
let both: TestActor;
beforeAll(async () => {
  test = await startTestApp();
  german = await sessionOf(test, DE_ADMIN, 'Greta');
  both = await sessionOf(test, EVERYWHERE, 'Bea');
});
afterAll(async () => {
  await test.close();
});

function call(
  actor: TestActor,
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  url: string,
  payload?: object,
) {
  return test.app.inject({
    method,
    url: `/api/v1${url}`,
    headers: actor.headers,
    ...(payload ? { payload } : {}),
  });
}
const countAudit = (action: string) =>
  asOwner(test, async (client) =>
    Number(
      (await client.query('select count(*) from audit_events where action = $1', [action])).rows[0]
        .count,
    ),
  );

describe('people', () => {
  it('shows an administrator the people of their territories, with the grants in these', async () => {
    const swiss = await sessionOf(test, [{ role: 'viewer', territories: ['CH'] }], 'Urs');
    const { items } = (await call(german, 'GET', '/users')).json() as {
      items: { id: string; grants: unknown }[];
    };
    expect(items.map(({ id }) => id)).not.toContain(swiss.userId);
    expect(items.find(({ id }) => id === both.userId)?.grants).toEqual([
      { role: 'admin', territories: ['DE'] },
    ]);
    const page = (await call(both, 'GET', '/users?limit=1')).json();
    expect(page.items).toHaveLength(1);
    expect(
      (await call(both, 'GET', `/users?limit=1&cursor=${page.nextCursor}`)).json().items[0].id,
    ).not.toBe(page.items[0].id);
  });

  it('changes grants at once, within the administrator’s territories only', async () => {
    const user = await sessionOf(test, [{ role: 'viewer', territories: ['CH', 'DE'] }]);
    expect((await call(user, 'GET', '/audit')).statusCode).toBe(403);
    const changed = await call(german, 'PATCH', `/users/${user.userId}`, {
      grants: [{ role: 'auditor', territories: ['DE'] }],
    });
    expect(changed.json().grants).toEqual([{ role: 'auditor', territories: ['DE'] }]);
    expect((await call(user, 'GET', '/me')).json().grants).toEqual([
      { role: 'viewer', territories: ['CH'] },
      { role: 'auditor', territories: ['DE'] },
    ]);
    expect((await call(user, 'GET', '/audit')).statusCode).toBe(200);
    const foreign = await call(german, 'PATCH', `/users/${user.userId}`, {
      grants: [{ role: 'admin', territories: ['CH'] }],
    });
    expect([foreign.statusCode, foreign.json().detail]).toEqual([
      403,
      'You are no administrator of CH.',
    ]);
    expect(await countAudit('user.grants-changed')).toBe(1);
  });

  it('revokes the API tokens of a disabled account for good: it is opened again without them', async () => {
    const owner = await tokenOf(
      test,
      [{ role: 'editor', territories: ['DE'] }],
      ['slo:read'],
      ['DE'],
    );
    expect((await call(owner, 'GET', '/me')).statusCode).toBe(200);
    for (const disabled of [true, false]) {
      await call(german, 'PATCH', `/users/${owner.userId}`, { disabled });
      expect((await call(owner, 'GET', '/me')).json()).toMatchObject({ status: 401 });
    }
    const trail = await asOwner(test, (client) =>
      client.query(
        `select actor_name, territory from audit_events where action = 'token.revoked' and target_name = 'test token'`,
      ),
    );
    expect(trail.rows).toEqual([{ actor_name: 'Greta', territory: 'DE' }]);
  });

  it('ends the sessions of a disabled account', async () => {
    const user = await sessionOf(test, [{ role: 'viewer', territories: ['DE'] }]);
    expect((await call(user, 'GET', '/me')).statusCode).toBe(200);
    expect(
      (await call(german, 'PATCH', `/users/${user.userId}`, { disabled: true })).json(),
    ).toMatchObject({ disabled: true });
    expect((await call(user, 'GET', '/me')).statusCode).toBe(401);
    expect(
      (await call(german, 'PATCH', `/users/${user.userId}`, { disabled: false })).json(),
    ).toMatchObject({ disabled: false });
    expect(
      (await call(german, 'PATCH', `/users/${both.userId}`, { disabled: true })).statusCode,
    ).toBe(403);
    expect(
      (await call(german, 'PATCH', `/users/${german.userId}`, { disabled: true })).json().code,
    ).toBe('conflict');
  });

  it('never leaves a territory without an administrator, not even when two demote each other at once', async () => {
    const last = await call(both, 'PATCH', `/users/${both.userId}`, {
      grants: [{ role: 'admin', territories: ['DE'] }],
    });
    expect(last.json()).toMatchObject({
      code: 'conflict',
      detail: 'CH would be left without an administrator. Make somebody else one first.',
    });
    const none = (actor: TestActor, other: TestActor) =>
      call(actor, 'PATCH', `/users/${other.userId}`, { grants: [] });
    const [first, second] = await Promise.all([none(german, both), none(both, german)]);
    const { rows } = await asOwner(test, (client) =>
      client.query("select territory from user_grants where role = 'admin' order by 1"),
    );
    expect(rows.map(({ territory }) => territory)).toContain('DE');
    expect([first.statusCode, second.statusCode]).toContain(200);
  });
});

describe('one’s own profile', () => {
  it('changes name, language and time zone, and refuses what is none', async () => {
    const user = await sessionOf(test, [{ role: 'viewer', territories: ['DE'] }]);
    const changed = await call(user, 'PATCH', '/me', {
      name: 'Neu',
      locale: 'de',
      timeZone: 'Europe/Berlin',
    });
    expect(changed.json()).toMatchObject({ name: 'Neu', locale: 'de', timeZone: 'Europe/Berlin' });
    expect((await call(user, 'GET', '/me')).json()).toEqual(changed.json());
    const wrong = await call(user, 'PATCH', '/me', { timeZone: 'Mars/Olympus', admin: true });
    expect(
      wrong
        .json()
        .errors.map(({ path }: { path: string }) => path)
        .toSorted(),
    ).toEqual(['admin', 'timeZone']);
  });

  it('hears in which zone its browser is, which is no choice and overrides none', async () => {
    const user = await sessionOf(test, [{ role: 'viewer', territories: ['DE'] }]);
    const zones = async () => {
      const { timeZone, seenTimeZone } = (await call(user, 'GET', '/me')).json();
      return [timeZone, seenTimeZone];
    };
    expect(await zones()).toEqual([null, null]);
    const before = await countAudit('user.profile-changed');
    await call(user, 'PATCH', '/me', { seenTimeZone: 'Europe/Berlin' });
    expect(await zones()).toEqual([null, 'Europe/Berlin']);
    expect(await countAudit('user.profile-changed')).toBe(before);
    await call(user, 'PATCH', '/me', { timeZone: 'Asia/Kolkata' });
    await call(user, 'PATCH', '/me', { seenTimeZone: 'Europe/Zurich' });
    expect(await zones()).toEqual(['Asia/Kolkata', 'Europe/Zurich']);
    const wrong = await call(user, 'PATCH', '/me', { seenTimeZone: 'Mars/Olympus' });
    expect(wrong.statusCode).toBe(400);
  });
});
