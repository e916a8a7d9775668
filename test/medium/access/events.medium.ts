import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { firstRunLink, mintToken } from '../../../apps/api/src/access/admin-access.js';
import { asOwner, sessionOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';

let test: TestApp;
let admin: TestActor;
let viewer: TestActor;

beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const call = (
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  payload?: object,
  headers: Readonly<Record<string, string>> = admin.headers,
) => test.app.inject({ method, url: `/api/v1${path}`, headers, ...(payload ? { payload } : {}) });
const tokenIn = (link: string) => new URL(link).searchParams.get('token');

/** What a verb was about, and the ids that its events carried. */
async function told(work: () => Promise<string | undefined>): Promise<[unknown, unknown]> {
  await asOwner(test, (client) => client.query('delete from outbox'));
  const about = await work();
  const { rows } = await asOwner(test, (client) =>
    client.query<{ type: string; ids: string[]; territory: string | null }>(
      "select type, ids, territory from outbox where type <> 'audit.appended' order by id",
    ),
  );
  return [rows.map(({ type, territory }) => [type, territory]), rows[0]?.ids.includes(about ?? '')];
}

const ONCE = [[['access.changed', null]], true];
const grants = [{ role: 'viewer', territories: ['DE'] }];

describe('whoever watches people, roles, tokens or territories is told', () => {
  it('of the first administrator', async () => {
    const token = tokenIn((await firstRunLink()) ?? '');
    const made = await told(async () => {
      const body = {
        name: 'Ada',
        email: 'ada@example.org',
        password: 'correct horse battery',
        locale: 'de',
      };
      return (await call('POST', '/access/first-run', { ...body, token }, {})).json().id;
    });
    expect(made).toEqual(ONCE);
    admin = await sessionOf(test, [{ role: 'admin', territories: ['DE', 'CH'] }], 'Bea');
    viewer = await sessionOf(test, [{ role: 'viewer', territories: ['DE'] }], 'Cleo');
  });

  it('of an invitation that is made, revoked, accepted', async () => {
    const made: { id: string; link: string }[] = [];
    const invite = (email: string) => async () => {
      made.unshift((await call('POST', '/invitations', { email, grants })).json());
      return made[0]?.id;
    };
    expect(await told(invite('dora@example.org'))).toEqual(ONCE);
    const revoke = async () => {
      await call('DELETE', `/invitations/${made[0]?.id}`);
      return made[0]?.id;
    };
    expect(await told(revoke)).toEqual(ONCE);
    await invite('dora@example.org')();
    const accept = async () => {
      const body = { token: tokenIn(made[0]?.link ?? ''), name: 'Dora' };
      await call(
        'POST',
        '/invitations/acceptance',
        { ...body, password: 'a long password', locale: 'de' },
        {},
      );
      return made[0]?.id;
    };
    expect(await told(accept)).toEqual(ONCE);
  });

  it('of a token that is made, by a person or by the operator, and revoked', async () => {
    let id = '';
    const make = async () => {
      const body = { name: 'ci', scopes: ['slo:read'], territories: ['DE'] };
      id = (await call('POST', '/tokens', body)).json().id;
      return id;
    };
    expect(await told(make)).toEqual(ONCE);
    const revoke = async () => {
      await call('DELETE', `/tokens/${id}`);
      return id;
    };
    expect(await told(revoke)).toEqual(ONCE);
    const mint = async () => {
      await mintToken('me');
      return asOwner(test, async (client) => {
        const { rows } = await client.query('select id from api_tokens order by id desc limit 1');
        return rows[0].id as string;
      });
    };
    expect(await told(mint)).toEqual(ONCE);
  });

  it('of an account whose roles, state, name or password change', async () => {
    const patch = (body: object) => async () => {
      await call('PATCH', `/users/${viewer.userId}`, body);
      return viewer.userId;
    };
    expect(await told(patch({ grants: [{ role: 'editor', territories: ['DE'] }] }))).toEqual(ONCE);
    const rename = async () => {
      await call('PATCH', '/me', { name: 'Cleo the second' }, viewer.headers);
      return viewer.userId;
    };
    expect(await told(rename)).toEqual(ONCE);
    const link = (await call('POST', `/users/${viewer.userId}/password-reset`, {})).json().link;
    const reset = async () => {
      const body = { token: tokenIn(link), password: 'quite another sentence' };
      await call('POST', '/password-resets/completion', body, {});
      return viewer.userId;
    };
    expect(await told(reset)).toEqual(ONCE);
    expect(await told(patch({ disabled: true }))).toEqual(ONCE);
    expect(await told(patch({ disabled: true }))).toEqual([[], undefined]);
  });

  it('of a territory that is made or renamed', async () => {
    const put = (en: string) => async () => {
      await call('PUT', '/territories/AT', { name: { de: 'Österreich', en } });
      return 'AT';
    };
    expect(await told(put('Austria'))).toEqual(ONCE);
    expect(await told(put('Republic of Austria'))).toEqual(ONCE);
  });
});
