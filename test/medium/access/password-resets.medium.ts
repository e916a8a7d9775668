import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import PostalMime from 'postal-mime';
import {
  firstRunLink,
  mintToken,
  passwordResetLink,
} from '../../../apps/api/src/access/admin-access.js';
import type { ResetRequest } from '../../../apps/api/src/access/domain/password-reset.js';
import { ResetRequestsRepository } from '../../../apps/api/src/access/db/reset-requests.repository.js';
import { asAccess } from '../../../apps/api/src/access/domain/access-scopes.js';
import { AnswerResetRequests } from '../../../apps/api/src/access/use-cases/answer-reset-requests.js';
import { UnitOfWork } from '../../../apps/api/src/audit/use-cases/unit-of-work.js';
import { asOwner, sessionOf, tokenOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { TestMailbox } from '../../harness/test-mailbox.js';
import { until } from '../../harness/until.js';

const ADA = {
  name: 'Ada',
  email: 'ada@example.org',
  password: 'correct horse battery',
  locale: 'de',
};
const NEW = 'quite another sentence';

const mailbox = new TestMailbox();
const { mails } = mailbox;
let test: TestApp;
let bea: TestActor;
let adaId: string;

beforeAll(async () => {
  test = await startTestApp({ LEITSTAND_SMTP_URL: await mailbox.open() });
  const token = new URL((await firstRunLink()) ?? '').searchParams.get('token');
  adaId = (await post('/api/v1/access/first-run', { ...ADA, token })).json().id;
  bea = await sessionOf(test, [{ role: 'admin', territories: ['CH', 'DE'] }], 'Bea');
});
beforeEach(() => void mails.splice(0));
afterAll(async () => {
  await test.close();
  await mailbox.close();
  delete process.env.LEITSTAND_SMTP_URL;
});

const post = (url: string, payload: object, headers: Readonly<Record<string, string>> = {}) =>
  test.app.inject({ method: 'POST', url, payload, headers });
const signIn = async (password: string) => {
  const answer = await post('/api/auth/sign-in/email', { email: ADA.email, password });
  return {
    status: answer.statusCode,
    headers: { cookie: String(answer.headers['set-cookie']).split(';')[0] ?? '' },
  };
};
const me = async (headers: Readonly<Record<string, string>>) =>
  (await test.app.inject({ method: 'GET', url: '/api/v1/me', headers })).statusCode;
const issue = (id: string, actor: TestActor) =>
  post(`/api/v1/users/${id}/password-reset`, {}, actor.headers);
const ask = (email: string, extra: object = {}) =>
  post('/api/v1/password-resets', { email, ...extra });
const finish = (token: string | null, password = NEW) =>
  post('/api/v1/password-resets/completion', { token, password });
const whom = (token: string | null) =>
  test.app.inject({ method: 'GET', url: `/api/v1/password-resets/link?token=${token}` });
const tokenIn = (text: string) =>
  new URL(/http\S+/.exec(text)?.[0] ?? 'http://x').searchParams.get('token');
const waitingMails = () =>
  asOwner(
    test,
    async (client) =>
      (await client.query('select from mails where outcome is null')).rowCount ?? Number.NaN,
  );
const trail = (action: string) =>
  asOwner(
    test,
    async (client) =>
      (
        await client.query(
          'select actor_name, target_name, territory, ip from audit_events where action = $1 order by seq desc',
          [action],
        )
      ).rows,
  );

describe('a reset link that an administrator makes', () => {
  it('is shown once, mailed, kept as a hash, voids the one before, and replaces the password once, ending every session', async () => {
    const [here, there] = [await signIn(ADA.password), await signIn(ADA.password)];
    const made = await issue(adaId, bea);
    expect(made.json()).toMatchObject({
      mailed: true,
      link: expect.stringMatching(/^http:\/\/127\.0\.0\.1:4700\/reset-password\?token=[\w-]{43}$/),
    });
    expect(made.statusCode).toBe(201);
    const token = tokenIn(made.json().link);
    const mail = await PostalMime.parse(mails[0] ?? '');
    expect([mail.subject, mail.to?.[0]?.address, tokenIn(mail.text ?? '')]).toEqual([
      'Neues Passwort für Leitstand',
      ADA.email,
      token,
    ]);
    const dump = await asOwner(test, async (client) =>
      JSON.stringify((await client.query('select * from password_resets, audit_events')).rows),
    );
    expect(dump).not.toContain(token);

    expect((await whom(token)).json()).toEqual({ email: ADA.email });
    expect((await finish(token, 'short')).json()).toMatchObject({
      status: 400,
      errors: [{ path: 'password' }],
    });
    expect(await me(here.headers)).toBe(200);
    const second = tokenIn((await issue(adaId, bea)).json().link);
    expect([(await whom(token)).statusCode, (await finish(token)).statusCode]).toEqual([410, 410]);
    const both = await Promise.all([finish(second), finish(second)]);
    expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([204, 410]);
    expect([await me(here.headers), await me(there.headers)]).toEqual([401, 401]);
    expect([(await signIn(ADA.password)).status, (await signIn(NEW)).status]).toEqual([401, 200]);
    for (const used of [token, second])
      expect([(await whom(used)).statusCode, (await finish(used)).statusCode]).toEqual([410, 410]);
    expect(await trail('password-reset.issued')).toEqual(
      expect.arrayContaining(
        ['CH', 'DE'].map((territory) => ({
          actor_name: 'Bea',
          target_name: 'Ada',
          territory,
          ip: '127.0.0.1',
        })),
      ),
    );
    expect(
      (await trail('user.password-reset')).map(({ actor_name, territory }) => [
        actor_name,
        territory,
      ]),
    ).toEqual([
      ['Ada', 'DE'],
      ['Ada', 'CH'],
    ]);
  });

  it('revokes the API tokens of the account, on record in their territories', async () => {
    const owner = await tokenOf(
      test,
      [{ role: 'editor', territories: ['CH', 'DE'] }],
      ['slo:read'],
      ['DE'],
    );
    expect(await me(owner.headers)).toBe(200);
    const token = tokenIn((await issue(owner.userId, bea)).json().link);
    expect((await finish(token)).statusCode).toBe(204);
    expect(await me(owner.headers)).toBe(401);
    expect(await trail('token.revoked')).toEqual([
      { actor_name: 'Token Owner', target_name: 'test token', territory: 'DE', ip: '127.0.0.1' },
    ]);
  });

  it('ends after an hour, when the rights of the account change, and when it is disabled', async () => {
    const user = await sessionOf(test, [{ role: 'viewer', territories: ['DE'] }]);
    const make = async () => tokenIn((await issue(user.userId, bea)).json().link);
    const patch = (payload: object) =>
      test.app.inject({
        method: 'PATCH',
        url: `/api/v1/users/${user.userId}`,
        payload,
        headers: bea.headers,
      });
    const old = await make();
    await asOwner(test, (client) =>
      client.query(
        "update password_resets set expires_at = now() - interval '1 second' where user_id = $1",
        [user.userId],
      ),
    );
    expect((await finish(old)).statusCode).toBe(410);
    const before = await make();
    await patch({ grants: [{ role: 'editor', territories: ['CH', 'DE'] }] });
    expect((await whom(before)).statusCode).toBe(410);
    const open = await make();
    await patch({ disabled: true });
    expect((await finish(open)).statusCode).toBe(410);
    expect((await issue(user.userId, bea)).json()).toMatchObject({ code: 'conflict' });
  });

  it('ends when its owner changes the password, also the one that still waits for the mail server', async () => {
    const { headers } = await signIn(NEW);
    const shown = tokenIn((await issue(adaId, bea)).json().link);
    mailbox.refuses = 451;
    const waiting = tokenIn((await issue(adaId, bea)).json().link);
    const changed = await post(
      '/api/v1/me/password',
      { current: NEW, password: ADA.password },
      headers,
    );
    expect(changed.statusCode).toBe(204);
    for (const token of [shown, waiting]) expect((await finish(token)).statusCode).toBe(410);
    expect(await waitingMails()).toBe(0);
    const again = tokenIn((await issue(adaId, bea)).json().link);
    expect(await waitingMails()).toBe(1);
    expect((await finish(again)).statusCode).toBe(204);
    expect(await waitingMails()).toBe(0); // a link that was used is not mailed any more
    mailbox.refuses = null;
  });

  it('is made by nobody who does not hold all of the account, by no token, and not for oneself', async () => {
    const german = await sessionOf(test, [{ role: 'admin', territories: ['DE'] }], 'Greta');
    const swiss = await sessionOf(test, [{ role: 'viewer', territories: ['CH'] }]);
    expect((await issue(adaId, german)).json()).toMatchObject({
      status: 403,
      detail: expect.stringContaining('territories that are not yours'),
    });
    expect((await issue(swiss.userId, german)).statusCode).toBe(404);
    expect((await issue(bea.userId, bea)).json()).toMatchObject({ status: 409, code: 'conflict' });
    const token = await tokenOf(
      test,
      [{ role: 'admin', territories: ['CH', 'DE'] }],
      ['user:read', 'user:write'],
      ['CH', 'DE'],
    );
    expect((await issue(adaId, token)).json()).toMatchObject({ status: 403, code: 'forbidden' });
    const operator = {
      userId: '',
      email: '',
      headers: { authorization: `Bearer ${await mintToken('ops')}` },
    };
    expect((await issue(adaId, operator)).statusCode).toBe(403);
    expect(
      await asOwner(
        test,
        async (client) => (await client.query('select from password_resets')).rowCount,
      ),
    ).toBe(0);
    expect(mails).toEqual([]);
  });
});

describe('“Forgot password?”', () => {
  it('mails a link to whoever has an account, and answers everybody the same', async () => {
    expect(
      (await test.app.inject({ method: 'GET', url: '/api/v1/access/methods' })).json(),
    ).toMatchObject({ passwordReset: true });
    const [known, unknown] = [
      await ask('ADA@example.org', { locale: 'en' }),
      await ask('nobody@example.org'),
    ];
    for (const answer of [known, unknown])
      expect([answer.statusCode, answer.body]).toEqual([202, '']);
    expect(Object.keys(known.headers).toSorted()).toEqual(Object.keys(unknown.headers).toSorted());
    await until('the mail', () => mails.length > 0);
    const mail = await PostalMime.parse(mails[0] ?? '');
    expect([mail.to?.[0]?.address, mail.subject]).toEqual([
      ADA.email,
      'Neues Passwort für Leitstand',
    ]);
    expect((await finish(tokenIn(mail.text ?? ''), ADA.password)).statusCode).toBe(204);
    expect((await signIn(ADA.password)).status).toBe(200);
    expect(
      (await trail('password-reset.requested')).map(({ actor_name, territory }) => [
        actor_name,
        territory,
      ]),
    ).toEqual([
      ['system:access', 'DE'],
      ['system:access', 'CH'],
    ]);
    expect(mails).toHaveLength(1);
  });

  it('mails nothing to disabled accounts, and to those that sign in at the identity provider', async () => {
    const without = await sessionOf(test, [{ role: 'viewer', territories: ['DE'] }]);
    expect((await ask(without.email)).statusCode).toBe(202);
    const disabled = await sessionOf(test, [{ role: 'viewer', territories: ['DE'] }]);
    await finish(tokenIn((await issue(disabled.userId, bea)).json().link));
    mails.splice(0);
    await asOwner(test, (client) =>
      client.query('update users set disabled_at = now() where id = $1', [disabled.userId]),
    );
    expect((await ask(disabled.email)).statusCode).toBe(202);
    expect((await ask(ADA.email)).statusCode).toBe(202);
    await until('the mail that is due', () => mails.length > 0);
    const links = await asOwner(
      test,
      async (client) => (await client.query('select user_id from password_resets')).rows,
    );
    expect([mails.length, links]).toEqual([1, [{ user_id: adaId }]]);
  });

  it('is answered by the worker when the process that took the request died, once', async () => {
    const request = {
      email: ADA.email,
      locale: 'de',
      origin: { requestId: 'r-9', ip: '10.0.0.9' },
    };
    const answer = test.app.get(AnswerResetRequests, { strict: false });
    await test.app
      .get(UnitOfWork, { strict: false })
      .run(asAccess({ territories: [] }), (write) => {
        write.unrecorded('the process dies here');
        const requests = test.app.get(ResetRequestsRepository, { strict: false });
        return requests.add(write.tx, request as ResetRequest);
      });
    await asOwner(test, (client) =>
      client.query(`update password_reset_requests set created_at = now() - interval '31 seconds'`),
    );
    const { signal } = new AbortController();
    await Promise.all([answer.left(signal), answer.left(signal)]);
    expect(mails).toHaveLength(1);
    expect((await trail('password-reset.requested'))[0]).toMatchObject({ ip: '10.0.0.9' });
    const kept = await asOwner(test, (client) =>
      client.query('select from password_reset_requests'),
    );
    expect(kept.rowCount).toBe(0);
  });

  it('refuses what is no address, and where no mail server is set up', async () => {
    expect((await ask('not an address')).json()).toMatchObject({
      status: 400,
      errors: [{ path: 'email' }],
    });
    const url = process.env.LEITSTAND_SMTP_URL;
    delete process.env.LEITSTAND_SMTP_URL;
    const without = await startTestApp();
    const answer = await without.app.inject({
      method: 'POST',
      url: '/api/v1/password-resets',
      payload: { email: ADA.email },
    });
    expect(answer.json()).toMatchObject({
      status: 404,
      detail: expect.stringContaining('Ask an administrator'),
    });
    await without.close();
    process.env.LEITSTAND_SMTP_URL = url;
  });

  it('can be asked for an account three times, then ever more rarely, whether it exists or not', async () => {
    const narrow = await startTestApp({ LEITSTAND_RATE_LIMIT: '1200' });
    for (const email of ['flood@example.org', 'Flood2@example.org']) {
      const codes: number[] = [];
      for (let n = 0; n < 4; n += 1) {
        const headers = { 'x-forwarded-for': `198.51.100.${n}` };
        codes.push(
          (
            await narrow.app.inject({
              method: 'POST',
              url: '/api/v1/password-resets',
              payload: { email },
              headers,
            })
          ).statusCode,
        );
      }
      expect(codes).toEqual([202, 202, 202, 429]);
    }
    await narrow.close();
  });
});

describe('the operator', () => {
  it('makes a link for the last administrator who is locked out', async () => {
    process.env.LEITSTAND_DATABASE_URL = test.database.appUrl;
    const token = tokenIn(await passwordResetLink('Ada@Example.org'));
    expect((await finish(token)).statusCode).toBe(204);
    expect((await signIn(NEW)).status).toBe(200);
    expect((await trail('password-reset.issued'))[0]).toMatchObject({
      actor_name: 'system:operator',
      target_name: 'Ada',
    });
    await expect(passwordResetLink('nobody@example.org')).rejects.toThrow(
      'There is no account "nobody@example.org"',
    );
  });
});
