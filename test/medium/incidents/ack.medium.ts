import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { linkKey, signLink } from '../../../apps/api/src/notifications/domain/link.js';
import { asOwner, sessionOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import {
  addSource,
  clockAt,
  deliver,
  NOON,
  rows,
  seedCatalog,
  webhook,
} from './incidents-context.js';

let test: TestApp;
let source: string;
let anna: TestActor;
let bert: TestActor;
beforeAll(async () => {
  test = await startTestApp();
  await seedCatalog(test);
  source = await addSource(test, 'prometheus');
  anna = await sessionOf(test, [{ role: 'responder', territories: ['DE'] }], 'Anna');
  bert = await sessionOf(test, [{ role: 'responder', territories: ['DE'] }], 'Bert');
});
afterAll(() => test.close());

let alerts = 0;
/** An incident of its own, and a page about it to somebody. @returns the token of the link in it */
async function page(to: TestActor = anna, fresh = true): Promise<string> {
  if (fresh) {
    await rows(test, 'update alert_groups set incident_id = null');
    const summary = `<b>alert ${(alerts += 1)}</b>`;
    const labels = { alertname: 'ShopDown' }; // a foreign one: its summary is the title
    const told = { fingerprint: `a${alerts}`, start: 0, labels, annotations: { summary } };
    await deliver(test, source, webhook([told]));
  }
  const [notificationId, runId] = [randomUUID(), randomUUID()];
  await asOwner(test, async (owner) => {
    await owner.query(
      `insert into contact_methods (user_id, kind, account, last_four, verified_at)
       values ($1, 'mail', true, 'ampl', leitstand_now()) on conflict do nothing`,
      [to.userId],
    );
    await owner.query(
      `insert into notifications (id, topic_id, territory, epoch, kind, urgency, run_id, loop, step, user_id, method_id, due_at, next_at)
       select $1, i.topic_id, i.territory, t.epoch, 'page', 'high', $2, 0, 0, $3, (select id from contact_methods where user_id = $3 limit 1), leitstand_now(), leitstand_now()
         from incidents i join notification_topics t on t.id = i.topic_id order by number desc limit 1`,
      [notificationId, runId, to.userId],
    );
  });
  return signLink(linkKey(process.env.LEITSTAND_SECRET ?? ''), { notificationId, runId });
}

const open = (token: string, headers: Record<string, string> = {}) =>
  test.app.inject({ method: 'GET', url: `/ack?token=${token}`, headers });
const press = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
  test.app.inject({
    method: 'POST',
    url: '/ack',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams(fields).toString(),
  });
const nonceIn = (html: string) => /name="nonce" value="([^"]+)"/.exec(html)?.[1] ?? '';
const state = async () =>
  (
    await rows<{ state: string; by: string | null }>(
      test,
      `select state, acknowledged_by ->> 'name' as by from incidents order by number desc limit 1`,
    )
  )[0];

describe('the link in a page', () => {
  it('shows what it is about, without a script, to nobody’s memory, and without an effect', async () => {
    const token = await page();
    for (let n = 0; n < 3; n += 1) {
      const shown = await open(token);
      expect(shown.statusCode).toBe(200);
      expect(shown.headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'referrer-policy': 'same-origin',
        'x-robots-tag': 'noindex',
        'content-security-policy': expect.stringContaining("default-src 'none'"),
      });
      expect(shown.body).toContain(`&lt;b&gt;alert ${alerts}&lt;/b&gt;`);
      expect(shown.body).not.toContain('<script');
    }
    expect((await test.app.inject({ method: 'HEAD', url: `/ack?token=${token}` })).statusCode).toBe(
      200,
    );
    expect(await state()).toEqual({ state: 'triggered', by: null });
  });

  it('acknowledges once when it is pressed, however often, by whomever', async () => {
    await clockAt(test, 0);
    const token = await page();
    const nonce = nonceIn((await open(token)).body);
    await clockAt(test, 1);
    const answers = await Promise.all(Array.from({ length: 4 }, () => press({ token, nonce })));
    for (const answer of answers) {
      expect([answer.statusCode, answer.body]).toEqual([
        200,
        expect.stringContaining('Anna acknowledged on'),
      ]);
      expect(answer.body).not.toContain('<form');
    }
    const other = await page(bert, false);
    const late = await press({ token: other, nonce: nonceIn((await open(other)).body) });
    expect(late.body).toContain('Anna acknowledged on');
    expect(await state()).toEqual({ state: 'acknowledged', by: 'Anna' });
    const [topic] = await rows(
      test,
      'select epoch from notification_topics t join incidents i on i.topic_id = t.id order by number desc limit 1',
    );
    expect(topic).toEqual({ epoch: 2 });
    expect(
      await rows(
        test,
        `select actor_name, action, request_id is not null as request from audit_events where action = 'incident.acknowledged'`,
      ),
    ).toEqual([{ actor_name: 'Anna', action: 'incident.acknowledged', request: true }]);
    await clockAt(test, 0);
  });

  it.each([
    ['sent at once, as what reads mails does', 0],
    ['sent half an hour later', 31],
  ])('does nothing with a form that is %s, and says so', async (_, minutes) => {
    await clockAt(test, 0);
    const token = await page();
    const nonce = nonceIn((await open(token)).body);
    if (minutes > 0) await clockAt(test, minutes);
    const answer = await press({ token, nonce });
    expect(answer.body).toContain('Please press once more.');
    expect(await state()).toEqual({ state: 'triggered', by: null });
    await clockAt(test, minutes + 1);
    expect((await press({ token, nonce: nonceIn(answer.body) })).body).toContain(
      'Anna acknowledged',
    );
    await clockAt(test, 0);
  });

  it('takes a press of a person half a second after it was opened, which a browser vouches for', async () => {
    await clockAt(test, 0);
    const token = await page();
    const nonce = nonceIn((await open(token)).body);
    const browser = { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate' };
    const scanners: Record<string, string>[] = [{}, browser, { 'sec-fetch-user': '?1' }];
    for (const scanner of scanners) {
      await clockAt(test, 0.5 / 60);
      expect((await press({ token, nonce }, scanner)).body).toContain('Please press once more.');
    }
    await clockAt(test, 0.5 / 60);
    const byHand = await press({ token, nonce }, { ...browser, 'sec-fetch-user': '?1' });
    expect(byHand.body).toContain('Anna acknowledged on');
    await clockAt(test, 0);
  });

  it('is for one round: after it was acknowledged and that is over, it tells how things stand and takes nothing on', async () => {
    await clockAt(test, 0);
    const first = await page();
    const nonce = nonceIn((await open(first)).body);
    await clockAt(test, 1);
    expect((await press({ token: first, nonce })).body).toContain('Anna acknowledged on');
    const key = (await rows<{ n: number }>(test, 'select max(number) as n from incidents'))[0]?.n;
    const call = async (verb: string, payload: object = {}) =>
      (
        await test.app.inject({
          method: 'POST',
          url: `/api/v1/incidents/INC-${key}/${verb}`,
          headers: { ...bert.headers, 'idempotency-key': randomUUID() },
          payload,
        })
      ).json().state;
    for (const begin of [
      () => call('unacknowledgement'),
      async () => {
        await call('acknowledgement');
        await call('resolution', { despiteFiring: true });
        return call('reopening');
      },
    ]) {
      expect(await begin()).toBe('triggered');
      for (const answer of [await open(first), await press({ token: first, nonce })]) {
        expect(answer.body).toContain('This mail does not take the incident on any more');
        expect(answer.body).toContain(`<a href="/incidents/INC-${key}">Acknowledge in the console`);
        expect(answer.body).not.toContain('<form');
      }
      expect((await state())?.state).toBe('triggered');
      const newest = await page(anna, false);
      expect((await open(newest)).body).toContain('<form');
    }
    const newest = await page(anna, false);
    const fresh = nonceIn((await open(newest)).body);
    await clockAt(test, 2);
    expect((await press({ token: newest, nonce: fresh })).body).toContain('Anna acknowledged on');
    await clockAt(test, 0);
  });

  it('takes on what is snoozed, which ends the snooze, and acts on after it; nothing that was acknowledged before', async () => {
    await clockAt(test, 0);
    const until = new Date(NOON.getTime() + 60 * 60_000).toISOString();
    const call = async (verb: string, payload: object = {}) => {
      const name = (await rows<{ n: number }>(test, 'select max(number) as n from incidents'))[0]
        ?.n;
      const url = `/api/v1/incidents/INC-${name}/${verb}`;
      const headers = { ...bert.headers, 'idempotency-key': randomUUID() };
      const answer = await test.app.inject({ method: 'POST', url, headers, payload });
      expect(answer.statusCode).toBeLessThan(300);
    };
    for (const after of [async () => {}, () => call('unsnooze')]) {
      await clockAt(test, 0);
      const token = await page();
      await call('snooze', { until });
      await after();
      const nonce = nonceIn((await open(token)).body);
      await clockAt(test, 1);
      expect((await press({ token, nonce })).body).toContain('Anna acknowledged on');
      expect(
        await rows(
          test,
          `select state, snooze_ended_at is not null as awake from incidents order by number desc limit 1`,
        ),
      ).toEqual([{ state: 'acknowledged', awake: true }]);
      // It was for the round before that.
      await call('snooze', { until });
      await call('unsnooze');
      await call('snooze', { until });
      for (const answer of [await open(token), await press({ token, nonce })]) {
        expect(answer.body).toContain('does not take the incident on any more');
        expect(answer.body).toContain('after it, the incident was acknowledged');
        expect(answer.body).not.toContain('<form');
      }
      expect((await state())?.state).toBe('triggered');
    }
    await clockAt(test, 0);
  });

  it('acts on what its incident was merged into, says so, and is for one round of that', async () => {
    await clockAt(test, 0);
    const merged = async (from: string, into: string) => {
      const answer = await call(from, 'merge', { into });
      expect(answer.statusCode).toBe(200);
    };
    const call = (name: string, verb: string, payload: object = {}) =>
      test.app.inject({
        method: 'POST',
        url: `/api/v1/incidents/${name}/${verb}`,
        headers: { ...bert.headers, 'idempotency-key': randomUUID() },
        payload,
      });
    const newest = async () => {
      const [row] = await rows<{ name: string }>(
        test,
        `select 'INC-' || max(number) as name from incidents`,
      );
      return row?.name ?? '';
    };
    await page();
    const oldest = await newest();
    await page();
    const older = await newest();
    // What the older ones had behind them before is none of this link's rounds.
    for (const verb of ['acknowledgement', 'unacknowledgement']) await call(oldest, verb);
    const token = await page();
    const younger = await newest();
    expect((await open(token)).body).not.toContain('This mail was about');
    await clockAt(test, 1);
    await merged(younger, older);
    await clockAt(test, 2);
    await merged(older, oldest);
    const says = `This mail was about ${younger}, which turned out to be ${oldest}`;
    const shown = (await open(token)).body;
    expect(shown).toContain(says);
    const nonce = nonceIn(shown);
    await clockAt(test, 3);
    const pressed = (await press({ token, nonce })).body;
    expect(pressed).toContain('Anna acknowledged on');
    expect(pressed).toContain(says);
    expect((await call(oldest, 'unacknowledgement')).json().state).toBe('triggered');
    for (const answer of [await open(token), await press({ token, nonce })]) {
      expect(answer.body).toContain('after it, the incident was acknowledged');
      expect(answer.body).not.toContain('<form');
    }
    await clockAt(test, 0);
  });

  it('looks again by itself, which keeps its form as old as its page', async () => {
    await clockAt(test, 0);
    const token = await page();
    const first = (await open(token)).body;
    const again = /http-equiv="refresh" content="10;url=([^"]+)"/.exec(first)?.[1] ?? '';
    const url = again.replaceAll('&amp;', '&');
    await clockAt(test, 1);
    const second = await test.app.inject({ method: 'GET', url });
    expect(nonceIn(second.body)).toBe(nonceIn(first));
    expect((await press({ token, nonce: nonceIn(second.body) })).body).toContain('acknowledged on');
    const third = await test.app.inject({ method: 'GET', url });
    expect(third.body).toContain('Anna acknowledged on');
    await clockAt(test, 40);
    expect(nonceIn((await test.app.inject({ method: 'GET', url })).body)).not.toBe(nonceIn(first));
    await clockAt(test, 0);
  });

  it('says how it ended once it is over', async () => {
    const token = await page();
    const nonce = nonceIn((await open(token)).body);
    await clockAt(test, 2);
    await deliver(test, source, webhook([{ fingerprint: `a${alerts}`, start: 0, end: 1 }]));
    for (const answer of [await open(token), await press({ token, nonce })])
      expect(answer.body).toMatch(/Resolved on .* by prometheus/);
    expect((await state())?.state).toBe('resolved');
    await clockAt(test, 0);
  });

  it.each([
    ['forged', 'A'.repeat(64)],
    ['cut', 'abc'],
    ['empty', ''],
    ['with a script in it', encodeURIComponent('"><script>alert(1)</script>')],
  ])('is a page of its own when it is %s', async (_, token) => {
    for (const answer of [await open(token), await press({ token, nonce: 'x' })]) {
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([
        404,
        'text/html; charset=utf-8',
      ]);
      expect(answer.body).toContain('incomplete or changed');
      expect(answer.body).not.toContain('24 hours');
      expect(answer.body).not.toContain('<script');
    }
  });

  it('is not valid after a day, nor for somebody whose account is disabled', async () => {
    const token = await page(bert);
    await rows(test, 'update users set disabled_at = now() where id = $1', bert.userId);
    expect((await open(token)).statusCode).toBe(410);
    await rows(test, 'update users set disabled_at = null where id = $1', bert.userId);
    expect((await open(token)).statusCode).toBe(200);
    await clockAt(test, 24 * 60 + 1);
    expect((await open(token)).statusCode).toBe(410);
    await clockAt(test, 0);
  });

  it('is not valid for somebody who may not respond in its territory any more', async () => {
    const carl = await sessionOf(test, [{ role: 'responder', territories: ['DE'] }], 'Carl');
    const token = await page(carl);
    const nonce = nonceIn((await open(token)).body);
    expect(nonce).not.toBe('');
    for (const grant of ["role = 'viewer'", "role = 'responder', territory = 'CH'"]) {
      await rows(test, `update user_grants set ${grant} where user_id = $1`, carl.userId);
      expect((await open(token)).statusCode).toBe(410);
      expect((await press({ token, nonce })).statusCode).toBe(410);
    }
    expect(await state()).toEqual({ state: 'triggered', by: null });
  });

  it('speaks its reader’s language, and takes no write of another site', async () => {
    const token = await page();
    expect((await open(token, { 'accept-language': 'de-DE,en;q=0.5' })).body).toContain(
      'Quittieren',
    );
    const nonce = nonceIn((await open(token)).body);
    const elsewhere = await press(
      { token, nonce },
      { 'sec-fetch-site': 'cross-site', origin: 'null' },
    );
    expect(elsewhere.statusCode).toBe(403);
    await clockAt(test, 1);
    const here = await press({ token, nonce }, { 'sec-fetch-site': 'same-origin', origin: 'null' });
    expect(here.body).toContain('Anna acknowledged');
  });
});
