import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { asOwner, sessionOf, type TestActor } from '../../harness/actors.js';
import type { TestApp } from '../../harness/test-app.js';
import { TestMailbox } from '../../harness/test-mailbox.js';
import { TestPushService, type TestSubscription } from '../../harness/test-push-service.js';
import { OwnWays, type OwnMethod } from './own-ways.js';

const service = new TestPushService();
const mailbox = new TestMailbox();
let origin: string;
let ways: OwnWays;
let test: TestApp;
let ada: TestActor;

beforeAll(async () => {
  origin = await service.open();
  ways = await OwnWays.begin({
    LEITSTAND_SMTP_URL: await mailbox.open(),
    LEITSTAND_PUBLIC_URL: 'http://desk.example',
    LEITSTAND_OPERATOR_MAIL: 'ops@desk.example',
    LEITSTAND_OUTBOUND_ALLOW: new URL(origin).host,
  });
  ({ test } = ways);
}, 60_000);
beforeEach(async () => {
  service.refuses = null;
  service.pushed.splice(0);
  mailbox.mails.splice(0);
  ada = await ways.newcomer();
});
afterAll(async () => {
  await ways.close();
  await service.close();
  await mailbox.close();
});

const call: OwnWays['call'] = (...what) => ways.call(...what);
/** As the service worker of a browser calls it, in which nobody is signed in. */
const tell = async ({ url, token }: { url: string; token: string }) => {
  const { statusCode } = await test.app.inject({
    method: 'POST',
    url: new URL(url).pathname,
    headers: { host: 'desk.example' },
    payload: { token },
  });
  return statusCode;
};
const send = () => ways.send();
interface Message {
  readonly id: string;
  readonly title: string;
  readonly confirm: { url: string; token: string } | null;
  readonly receipt: { url: string; token: string };
}
const add = async (subscription: TestSubscription, name = 'Firefox, Linux') => {
  const wanted = { kind: 'webpush', ...subscription.json, name };
  const answer = await call('POST', '/me/methods', wanted);
  return { status: answer.statusCode, ...answer.json<OwnMethod>() };
};
const pushOf = (id: string) => ways.one(id);
const newest = () => JSON.parse(service.pushed.at(-1)?.text ?? '{}') as Message;
const verified = async (subscription: TestSubscription) => {
  const { id } = await add(subscription);
  await send();
  const { confirm } = newest();
  expect(confirm && (await tell(confirm))).toBe(200);
  service.pushed.splice(0);
  return id;
};

describe('a browser that is pushed to', () => {
  it('is one of my ways once I pressed in the message, which it alone can read', async () => {
    const { key } = (await call('GET', '/push-key')).json<{ key: string }>();
    expect(Buffer.from(key, 'base64url')).toHaveLength(65);
    const { status, id, address } = await add(service.subscribe());
    expect([status, address]).toEqual([201, 'Firefox, Linux']);
    await send();
    const [pushed] = service.pushed;
    expect(pushed).toMatchObject({
      ttl: '300',
      urgency: 'high',
      topic: newest().id.replaceAll('-', ''),
      claims: { aud: origin, sub: 'mailto:ops@desk.example' },
    });
    const { confirm } = newest();
    expect(confirm && (await tell(confirm))).toBe(200);
    expect((await pushOf(id))?.verifiedAt).not.toBeNull();
    // The mail of the account and this browser.
    expect((await call('POST', '/me/test-message')).json()).toEqual({ methods: 2 });
    await send();
    expect(newest().title).toBe('Test message from Leitstand');
    expect(service.pushed.every(({ bytes }) => bytes < 3000)).toBe(true);
  });

  it('says by itself that a message is there, once, signed in or not', async () => {
    const id = await verified(service.subscribe());
    await call('POST', '/me/test-message');
    await send();
    expect((await pushOf(id))?.lastAttempt?.outcome).toBe('accepted');
    const { receipt } = newest();
    expect([await tell(receipt), await tell(receipt)]).toEqual([204, 204]);
    expect((await pushOf(id))?.lastAttempt?.outcome).toBe('delivered');
    const { rows } = await asOwner(test, (client) =>
      client.query<{ state: string; tried: string[] }>(
        `select n.state, array_agg(a.what order by a.id) as tried from notifications n
           join notification_attempts a on a.notification_id = n.id
          where n.method_id = $1 and n.kind = 'test' group by n.id`,
        [id],
      ),
    );
    expect(rows).toEqual([{ state: 'delivered', tried: ['started', 'accepted', 'delivered'] }]);
    expect(await tell({ ...receipt, token: 'A'.repeat(64) })).toBe(404);
  });

  it('alone makes nobody reachable', async () => {
    await verified(service.subscribe());
    await asOwner(test, (client) =>
      client.query('update users set email_verified = false where id = $1', [ada.userId]),
    );
    expect((await call('GET', '/me/methods')).json()).toMatchObject({
      unreachable: 'no-verified-method',
    });
  });

  it('that ended its subscription has to be asked anew, and its owner is told by the other ways', async () => {
    const subscription = service.subscribe();
    const id = await verified(subscription);
    service.end(subscription);
    await call('POST', '/me/test-message');
    await send();
    expect(await pushOf(id)).toMatchObject({
      verifiedAt: null,
      lastAttempt: { outcome: 'refused' },
    });
    await send();
    expect(mailbox.mails.filter((mail) => mail.includes('leads nowhere any more'))).toHaveLength(1);
    expect(mailbox.mails.at(-1)).toContain('Firefox, Linux');
  });

  it.each([
    [503, 'failed'],
    [429, 'failed'],
    [413, 'refused'],
  ])('stays one of my ways where its push service answers %d', async (status, outcome) => {
    const id = await verified(service.subscribe());
    service.refuses = status;
    await call('POST', '/me/test-message');
    await send();
    const method = await pushOf(id);
    expect([method?.lastAttempt?.outcome, method?.verifiedAt !== null]).toEqual([outcome, true]);
  });

  it('goes on to be my way where its push service gave it another address, however often it says so', async () => {
    const [before, after] = [service.subscribe(), service.subscribe()];
    const id = await verified(before);
    const renewal = { old: before.json.endpoint, ...after.json };
    const renew = async (body: object) => (await call('POST', '/push-renewals', body)).statusCode;
    const renewedBy = async (who: TestActor) =>
      (await call('POST', '/push-renewals', renewal, who)).statusCode;
    expect(await renewedBy(await sessionOf(test, [{ role: 'viewer', territories: ['DE'] }]))).toBe(
      404,
    );
    expect([await renew(renewal), await renew(renewal)]).toEqual([204, 204]);
    service.end(before);
    await call('POST', '/me/test-message');
    await send();
    expect(service.pushed.map(({ text }) => JSON.parse(text) as Message)).toMatchObject([
      { title: 'Test message from Leitstand' },
    ]);
    expect(await pushOf(id)).toMatchObject({
      address: 'Firefox, Linux',
      verifiedAt: expect.any(String),
      lastAttempt: { outcome: 'accepted' },
    });
    const { rows } = await asOwner(test, (client) =>
      client.query(`select 1 from audit_events where action = 'contact-method.renewed'`),
    );
    expect(rows).toHaveLength(1);
    expect(
      await renew({
        ...renewal,
        old: 'https://push.example/none',
        endpoint: 'https://push.example/other',
      }),
    ).toBe(404);
    expect(await renew({ ...renewal, keys: { p256dh: 'AAAA', auth: 'AAAA' } })).toBe(400);
  });

  it('is mine once, and has keys as browsers make them', async () => {
    const subscription = service.subscribe();
    expect((await add(subscription)).status).toBe(201);
    expect((await add(subscription, 'Again')).status).toBe(409);
    const { endpoint, keys } = service.subscribe().json;
    for (const wrong of [
      { ...keys, p256dh: Buffer.alloc(65, 4).toString('base64url') },
      { ...keys, auth: 'AAAA' },
    ]) {
      const wanted = { kind: 'webpush', endpoint, keys: wrong, name: 'A' };
      expect((await call('POST', '/me/methods', wanted)).statusCode).toBe(400);
    }
  });
});
