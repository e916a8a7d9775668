import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { appointAdministrator } from '../../../apps/api/src/access/admin-access.js';
import { asOwner, sessionOf, type TestActor } from '../../harness/actors.js';
import { until } from '../../harness/until.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';

let test: TestApp;
let root: TestActor;
let german: TestActor;
beforeAll(async () => {
  test = await startTestApp();
  root = await sessionOf(test, [{ role: 'admin', territories: ['CH', 'DE'] }], 'Rosa');
  german = await sessionOf(test, [{ role: 'admin', territories: ['DE'] }], 'Greta');
});
afterAll(() => test.close());

async function call(
  { headers }: TestActor,
  method: 'GET' | 'POST' | 'PUT' | 'PATCH',
  path: string,
  payload?: object,
) {
  const url = `/api/v1${path}`;
  const answer = await test.app.inject({ method, url, headers, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, body: answer.json() };
}
const change = (actor: TestActor, { userId }: TestActor, payload: object) =>
  call(actor, 'PATCH', `/users/${userId}`, payload);
const grantsOf = async (actor: TestActor) => (await call(actor, 'GET', '/me')).body.grants;
const admin = (...territories: string[]) => [{ role: 'admin', territories }];

describe('an administrator of all territories', () => {
  it.each([
    ['every grant', { grants: [] }],
    ['the role, for a lower one', { grants: [{ role: 'editor', territories: ['DE'] }] }],
    ['the account', { disabled: true }],
  ])('keeps against an administrator of one of them: %s', async (_, command) => {
    const { status, body } = await change(german, root, command);
    expect([status, body.code]).toEqual([403, 'forbidden']);
    expect(await grantsOf(root)).toEqual(admin('CH', 'DE'));
  });

  it('is there for good: the last one can neither step down nor be closed', async () => {
    await sessionOf(test, admin('CH') as never); // so that no territory is left without one
    const { status, body } = await change(root, root, { grants: admin('DE') });
    expect([status, body.code, body.errors]).toEqual([
      409,
      'conflict',
      [expect.objectContaining({ path: 'grants', code: 'last-administrator' })],
    ]);
    const other = await sessionOf(test, admin('CH', 'DE') as never);
    expect((await change(root, other, { disabled: true })).status).toBe(200);
    expect((await change(root, root, { grants: [] })).status).toBe(409);
  });

  it('is one in a territory that somebody else makes, too', async () => {
    const name = { de: 'Zett', en: 'Zed' };
    expect((await call(german, 'PUT', '/territories/ZZ', { name })).status).toBe(201);
    expect(await grantsOf(root)).toEqual(admin('CH', 'DE', 'ZZ'));
    expect(await grantsOf(german)).toEqual(admin('DE', 'ZZ'));
  });
});

describe('an account without any grant', () => {
  it('belongs to nobody who is not administrator of all territories', async () => {
    const none = await sessionOf(test, [], 'Nora');
    const ids = async (actor: TestActor) =>
      (await call(actor, 'GET', '/users')).body.items.map(({ id }: { id: string }) => id);
    expect(await ids(german)).not.toContain(none.userId);
    const link = (actor: TestActor) => call(actor, 'POST', `/users/${none.userId}/password-reset`);
    expect((await link(german)).status).toBe(404);
    for (const command of [{ disabled: true }, { grants: admin('DE') }])
      expect((await change(german, none, command)).status).toBe(404);
    expect(await ids(root)).toContain(none.userId);
    expect((await link(root)).status).toBe(201);
    expect((await change(root, none, { disabled: true })).status).toBe(200);
  });
});

describe('the operator’s command', () => {
  it('makes an account administrator of all territories again, at once and on record', async () => {
    const former = [
      { role: 'editor', territories: ['DE'] },
      { role: 'admin', territories: ['CH'] },
    ] as const;
    const user = await sessionOf(test, former, 'Frida');
    await call(user, 'GET', '/me'); // what the server remembers of it is not what counts then
    const all = (await call(user, 'GET', '/territories')).body.items.map(
      ({ code }: { code: string }) => code,
    );
    const missing = all.filter((code: string) => code !== 'CH');
    expect(await appointAdministrator(user.email.toUpperCase())).toEqual({
      email: user.email,
      territories: all,
      added: missing,
    });
    expect((await appointAdministrator(user.email)).added).toEqual([]);
    const { rows } = await asOwner(test, (client) =>
      client.query(
        'select actor_name, action, territory, before, after from audit_events where target_id = $1 order by seq',
        [user.userId],
      ),
    );
    expect(rows.map(({ territory }) => territory)).toEqual(missing);
    expect(rows[0]).toMatchObject({
      actor_name: 'system:operator',
      action: 'user.grants-changed',
      before: { grants: [{ role: 'editor', territories: ['DE'] }] },
      after: {
        grants: [
          { role: 'editor', territories: ['DE'] },
          { role: 'admin', territories: ['DE'] },
        ],
      },
    });
    await until(
      'the server knows it',
      async () => (await grantsOf(user))[1]?.territories.length === all.length,
    );
  });

  it('says so when there is no such account, or it is disabled', async () => {
    await expect(appointAdministrator('nobody@example.org')).rejects.toMatchObject({
      code: 'not-found',
    });
    const closed = await sessionOf(test, [{ role: 'viewer', territories: ['DE'] }]);
    await change(root, closed, { disabled: true });
    await expect(appointAdministrator(closed.email)).rejects.toMatchObject({ code: 'conflict' });
  });
});
