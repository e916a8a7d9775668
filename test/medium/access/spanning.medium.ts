import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asOwner, sessionOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';

// What lies in several territories at once is changed by whoever has authority in all of them.
const BOTH = ['CH', 'DE'];
let test: TestApp;
let actors: Record<'german' | 'swiss' | 'both', TestActor>;

beforeAll(async () => {
  test = await startTestApp();
  const admin = (...territories: string[]) => sessionOf(test, [{ role: 'admin', territories }]);
  actors = { german: await admin('DE'), swiss: await admin('CH'), both: await admin(...BOTH) };
});
afterAll(() => test.close());

async function call(
  actor: TestActor,
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  payload?: object,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const { headers } = actor;
  const url = `/api/v1${path}`;
  const answer = await test.app.inject({ method, url, headers, ...(payload ? { payload } : {}) });
  const body = answer.body === '' ? {} : (answer.json() as Record<string, unknown>);
  return { status: answer.statusCode, body };
}

const somebody = (territories: string[]) => sessionOf(test, [{ role: 'viewer', territories }]);

async function tokenOf(owner: TestActor, territories: string[]): Promise<string> {
  const body = { name: 'ci', scopes: ['slo:read'], territories, expiresAt: null };
  const made = await call(owner, 'POST', '/tokens', body);
  expect(made.status).toBe(201);
  return made.body['id'] as string;
}

let nth = 0;
const address = () => `somebody-${(nth += 1)}@example.org`;
const invite = (actor: TestActor, email: string, territories: string[]) =>
  call(actor, 'POST', '/invitations', { email, grants: [{ role: 'viewer', territories }] });

type Act = (actor: TestActor) => Promise<{ status: number; body: Record<string, unknown> }>;
/** One write each about a thing that lies in these territories; made anew for every try. */
const WRITES: Record<string, (territories: string[]) => Promise<Act>> = {
  'revoking a token': async (territories) => {
    const id = await tokenOf(await somebody(territories), territories);
    return (actor) => call(actor, 'DELETE', `/tokens/${id}`);
  },
  'revoking an invitation': async (territories) => {
    const { body } = await invite(actors.both, address(), territories);
    return (actor) => call(actor, 'DELETE', `/invitations/${body['id'] as string}`);
  },
  'inviting somebody': (territories) =>
    Promise.resolve((actor) => invite(actor, address(), territories)),
  'disabling an account': async (territories) => {
    const { userId } = await somebody(territories);
    return (actor) => call(actor, 'PATCH', `/users/${userId}`, { disabled: true });
  },
  'making a link to a new password': async (territories) => {
    const { userId } = await somebody(territories);
    return (actor) => call(actor, 'POST', `/users/${userId}/password-reset`);
  },
};

describe.each(Object.entries(WRITES))('%s', (_, write) => {
  it.each([
    ['german', ['DE'], true],
    ['german', BOTH, false],
    ['swiss', ['CH'], true],
    ['swiss', BOTH, false],
    ['both', ['DE'], true],
    ['both', BOTH, true],
  ] as const)('by the administrator %s, of what lies in %s', async (who, territories, may) => {
    const act = await write([...territories]);
    const { status, body } = await act(actors[who]);
    if (may) expect([200, 201, 204]).toContain(status);
    else expect([status, body['code']]).toEqual([403, 'forbidden']);
  });
});

describe('a token of several territories', () => {
  it('is revoked by its owner, whatever they may', async () => {
    const owner = await somebody(BOTH);
    const id = await tokenOf(owner, BOTH);
    expect((await call(owner, 'DELETE', `/tokens/${id}`)).status).toBe(204);
  });

  it('is one of those alone in which its owner still holds something', async () => {
    const owner = await somebody(BOTH);
    const id = await tokenOf(owner, BOTH);
    await call(actors.swiss, 'PATCH', `/users/${owner.userId}`, { grants: [] });
    expect((await call(actors.german, 'DELETE', `/tokens/${id}`)).status).toBe(204);
  });
});

describe('an invitation to several territories that has lapsed', () => {
  it('stands in nobody’s way', async () => {
    const email = address();
    await invite(actors.both, email, BOTH);
    await asOwner(test, (client) =>
      client.query(
        `update invitations set expires_at = now() - interval '1 day' where email = $1`,
        [email],
      ),
    );
    expect((await invite(actors.german, email, ['DE'])).status).toBe(201);
  });
});
