import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asOwner, sessionOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const MOST = 50;
const admin = () => sessionOf(test, [{ role: 'admin', territories: ['DE'] }]);
const make = ({ headers }: TestActor, name: string) =>
  test.app.inject({
    method: 'POST',
    url: '/api/v1/tokens',
    headers,
    payload: { name, scopes: ['subject:read'], territories: ['DE'] },
  });
const has = ({ userId }: TestActor, count: number) =>
  asOwner(test, (client) =>
    client.query(
      `insert into api_tokens (id, user_id, name, prefix, hash, scopes, territories, created_by, created_at)
         select gen_random_uuid(), $1, 'token ' || n, 'lst_', md5(random()::text), '{subject:read}', '{DE}', 'Test', now()
         from generate_series(1, $2::int) n`,
      [userId, count],
    ),
  );
const tally = (answers: readonly { statusCode: number }[]) => {
  const codes = answers.map(({ statusCode }) => statusCode);
  return [201, 409].map((code) => codes.filter((one) => one === code).length);
};

describe('what there is at most of one owner', () => {
  it('API tokens that work: no more, however many are made at once', async () => {
    const bob = await admin();
    await has(bob, MOST - 3);
    const answers = await Promise.all(Array.from({ length: 16 }, (_, n) => make(bob, `t${n}`)));
    expect(tally(answers)).toEqual([3, 13]);
  });

  it('is counted for each owner by itself', async () => {
    const [ada, bob] = [await admin(), await admin()];
    await has(ada, MOST - 1);
    const answers = await Promise.all([ada, bob, ada, bob].map((who, n) => make(who, `own ${n}`)));
    expect(tally(answers)).toEqual([3, 1]);
  });

  it('one open invitation of an address, and whoever comes second is told', async () => {
    const { headers } = await admin();
    const payload = {
      email: 'both@example.org',
      grants: [{ role: 'viewer', territories: ['DE'] }],
    };
    const invite = () =>
      test.app.inject({ method: 'POST', url: '/api/v1/invitations', headers, payload });
    expect(tally(await Promise.all(Array.from({ length: 6 }, invite)))).toEqual([1, 5]);
  });
});
