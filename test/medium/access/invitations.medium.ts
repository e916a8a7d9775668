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
    ).toEqual({ email: 'neu@example.org' });
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
      detail: 'neu@example.org has an account already.',
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
