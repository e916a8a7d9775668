import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import PostalMime from 'postal-mime';
import { asOwner, sessionOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { TestMailbox } from '../../harness/test-mailbox.js';

const mailbox = new TestMailbox();
const { mails } = mailbox;
let test: TestApp;
let admin: TestActor;

beforeAll(async () => {
  test = await startTestApp({ LEITSTAND_SMTP_URL: await mailbox.open() });
  admin = await sessionOf(test, [{ role: 'admin', territories: ['DE'] }], 'Greta');
});
afterAll(async () => {
  await test.close();
  await mailbox.close();
  delete process.env.LEITSTAND_SMTP_URL;
});

const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
  test.app.inject({ method: 'POST', url: `/api/v1${url}`, payload, headers });
const invite = (email: string, extra: object = {}) =>
  post(
    '/invitations',
    { email, grants: [{ role: 'editor', territories: ['DE'] }], ...extra },
    admin.headers,
  );
const tokenIn = (link: string) => new URL(link).searchParams.get('token');

describe('an invitation', () => {
  it('reaches the invitee in their language, and becomes an account with its grants and a session', async () => {
    const made = await invite('Neu@example.org', { locale: 'de' });
    expect(made.statusCode).toBe(201);
    expect(made.json()).toMatchObject({
      email: 'neu@example.org',
      invitedBy: 'Greta',
      mailed: true,
    });
    const mail = await PostalMime.parse(mails.at(-1) ?? '');
    expect([mail.subject, mail.to?.[0]?.address]).toEqual([
      'Einladung zu Leitstand',
      'neu@example.org',
    ]);
    expect(mail.text).toContain(made.json().link);

    const listed = await test.app.inject({
      method: 'GET',
      url: '/api/v1/invitations',
      headers: admin.headers,
    });
    expect(listed.json().items).toHaveLength(1);
    expect(listed.body).not.toContain(tokenIn(made.json().link));

    const token = tokenIn(made.json().link);
    expect(
      (
        await test.app.inject({ method: 'GET', url: `/api/v1/invitations/accept?token=${token}` })
      ).json(),
    ).toEqual({ email: 'neu@example.org', account: false });
    const acceptance = { token, name: 'Neu', password: 'a long enough password', locale: 'de' };
    const accepted = await post('/invitations/acceptance', acceptance);
    expect(accepted.statusCode).toBe(201);
    expect(accepted.json()).toMatchObject({
      name: 'Neu',
      locale: 'de',
      grants: [{ role: 'editor', territories: ['DE'] }],
    });
    expect(String(accepted.headers['set-cookie'])).toContain('leitstand.session_token=');
    expect((await post('/invitations/acceptance', acceptance)).statusCode).toBe(410);
    expect((await invite('neu@example.org')).json()).toMatchObject({
      code: 'conflict',
      detail: 'neu@example.org has an account already. Change its roles where people are listed.',
      errors: [expect.objectContaining({ path: 'email', code: 'has-account' })],
    });
  });

  it('opens nothing once it is revoked', async () => {
    const made = (await invite('weg@example.org')).json();
    expect(await PostalMime.parse(mails.at(-1) ?? '')).toMatchObject({
      subject: 'Invitation to Leitstand',
    });
    expect((await invite('weg@example.org')).statusCode).toBe(409);
    const revoked = await test.app.inject({
      method: 'DELETE',
      url: `/api/v1/invitations/${made.id}`,
      headers: admin.headers,
    });
    expect(revoked.statusCode).toBe(204);
    expect(
      (
        await test.app.inject({
          method: 'GET',
          url: `/api/v1/invitations/accept?token=${tokenIn(made.link)}`,
        })
      ).json().code,
    ).toBe('gone');
    expect((await invite('weg@example.org')).statusCode).toBe(201);
  });

  it.each([
    ['is disabled', { disabled: true }],
    ['is no administrator any more', { grants: [{ role: 'viewer', territories: ['DE'] }] }],
  ])('opens nothing once whoever made it %s', async (_, change) => {
    const other = await sessionOf(test, [{ role: 'admin', territories: ['DE'] }], 'Bert');
    const email = `${'disabled' in change ? 'bert-1' : 'bert-2'}@example.org`;
    const grants = [{ role: 'admin', territories: ['DE'] }];
    const made = await post('/invitations', { email, grants }, other.headers);
    const changed = await test.app.inject({
      method: 'PATCH',
      url: `/api/v1/users/${other.userId}`,
      payload: change,
      headers: admin.headers,
    });
    expect([made.statusCode, changed.statusCode]).toEqual([201, 200]);
    const token = tokenIn(made.json().link);
    const body = { token, name: 'Bert again', password: 'a long password', locale: 'de' };
    const answer = await post('/invitations/acceptance', body);
    expect([answer.statusCode, answer.json().detail]).toEqual([
      410,
      'Whoever invited you may not give this seat any more. Ask an administrator for a new invitation.',
    ]);
  });

  it('is not mailed any more once it was accepted by the link that the inviter passed on', async () => {
    mailbox.refuses = 451;
    const { id, link } = (await invite('schon-da@example.org')).json();
    const body = { token: tokenIn(link), name: 'Da', password: 'a long password', locale: 'de' };
    expect((await post('/invitations/acceptance', body)).statusCode).toBe(201);
    mailbox.refuses = null;
    const { rows } = await asOwner(test, (client) =>
      client.query('select outcome from mails where about = $1', [`invitation/${id}`]),
    );
    expect(rows).toEqual([{ outcome: 'withdrawn' }]);
  });

  it('is not mailed any more once it is revoked, however long the mail server was gone', async () => {
    mailbox.refuses = 451;
    const { id, mailed } = (await invite('spaet@example.org')).json();
    await test.app.inject({
      method: 'DELETE',
      url: `/api/v1/invitations/${id}`,
      headers: admin.headers,
    });
    mailbox.refuses = null;
    const { rows } = await asOwner(test, (client) =>
      client.query('select outcome, content from mails where about = $1', [`invitation/${id}`]),
    );
    expect([mailed, rows]).toEqual([false, [{ outcome: 'withdrawn', content: null }]]);
  });

  it('gives nobody more than the inviter may give, and is seen by nobody else’s administrators', async () => {
    const foreign = await invite('fern@example.org', {
      grants: [{ role: 'admin', territories: ['CH', 'DE'] }],
    });
    expect([foreign.statusCode, foreign.json().detail]).toEqual([
      403,
      'You are no administrator of CH.',
    ]);
    const swiss = await sessionOf(test, [{ role: 'admin', territories: ['CH'] }]);
    const seen = await test.app.inject({
      method: 'GET',
      url: '/api/v1/invitations',
      headers: swiss.headers,
    });
    expect(seen.json()).toEqual({ items: [], nextCursor: null });
    const open = (await invite('offen@example.org')).json();
    const revoked = await test.app.inject({
      method: 'DELETE',
      url: `/api/v1/invitations/${open.id}`,
      headers: swiss.headers,
    });
    expect(revoked.statusCode).toBe(404);
  });
});

describe('an invitation of somebody who has an account elsewhere', () => {
  it('tells the inviter nothing of it, and gives the account its roles once its holder accepts', async () => {
    const swiss = await sessionOf(test, [{ role: 'viewer', territories: ['CH'] }], 'Urs');
    const made = await invite(swiss.email);
    expect(made.statusCode).toBe(201);
    const strange = (await invite('unbekannt@example.org')).json();
    expect(Object.keys(made.json())).toEqual(Object.keys(strange));
    const { id, link } = made.json();
    const token = tokenIn(link);
    const whom = await test.app.inject(`/api/v1/invitations/accept?token=${token}`);
    expect(whom.json()).toEqual({ email: swiss.email, account: true });

    // Whoever has the link without the account gets no further: the inviter has it, too.
    const body = { token, name: 'Not Urs', password: 'a long password', locale: 'de' };
    expect((await post('/invitations/acceptance', body)).json()).toMatchObject({
      code: 'conflict',
      detail: expect.stringContaining('Sign in with it'),
    });
    const join = (headers: Record<string, string>) =>
      post('/me/invitations', { token }, headers).then((answer) => [
        answer.statusCode,
        answer.json().code ?? answer.json().grants,
      ]);
    expect(await join({})).toEqual([401, 'unauthenticated']);
    expect(await join(admin.headers)).toEqual([403, 'forbidden']);
    const grants = [
      { role: 'viewer', territories: ['CH'] },
      { role: 'editor', territories: ['DE'] },
    ];
    expect(await join(swiss.headers)).toEqual([200, grants]);
    expect(await join(swiss.headers)).toEqual([410, 'gone']);
    const me = await test.app.inject({ url: '/api/v1/me', headers: swiss.headers });
    expect(me.json().grants).toEqual(grants);

    const trail = await asOwner(test, (client) =>
      client.query(
        `select actor_id, territory, before, after from audit_events where action = 'invitation.accepted' and target_id = $1`,
        [swiss.userId],
      ),
    );
    expect(trail.rows).toEqual([
      {
        actor_id: swiss.userId,
        territory: 'DE',
        before: { grants: [] },
        after: {
          email: swiss.email,
          grants: [{ role: 'editor', territories: ['DE'] }],
          invitation: id,
          invitedBy: 'Greta',
        },
      },
    ]);
    const told = await asOwner(test, (client) =>
      client.query(`select 1 from outbox where ids::text like $1`, [`%${swiss.userId}%`]),
    );
    expect(told.rowCount).toBeGreaterThan(0);
  });

  it('voids links to a new password that were made for less', async () => {
    const swiss = await sessionOf(test, [{ role: 'viewer', territories: ['CH'] }], 'Vreni');
    const keeper = await sessionOf(test, [{ role: 'admin', territories: ['CH'] }], 'Keeper');
    const reset = (await post(`/users/${swiss.userId}/password-reset`, {}, keeper.headers)).json();
    const live = async () =>
      (await test.app.inject(`/api/v1/password-resets/link?token=${tokenIn(reset.link)}`))
        .statusCode;
    expect(await live()).toBe(200);
    const { link } = (await invite(swiss.email)).json();
    await post('/me/invitations', { token: tokenIn(link) }, swiss.headers);
    expect(await live()).toBe(410);
  });
});
