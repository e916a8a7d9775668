import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { register } from 'prom-client';
import { StatusBoard } from '../../../apps/api/src/platform/health/status-board.js';
import { asOwner, sessionOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { EventStream, until } from './event-stream.js';

let test: TestApp;
let url: string;
let admin: TestActor;
const open: EventStream[] = [];

beforeAll(async () => {
  test = await startTestApp();
  await test.app.listen(0, '127.0.0.1');
  url = `${await test.app.getUrl()}/api/v1/events`;
  admin = await sessionOf(test, [{ role: 'admin', territories: ['CH', 'DE'] }]);
});
afterEach(() => {
  for (const stream of open.splice(0)) stream.close();
});
afterAll(() => test.close());

async function listen(actor: TestActor, lastId?: string): Promise<EventStream> {
  const stream = await EventStream.open(url, { ...actor.headers }, lastId);
  open.push(stream);
  return stream;
}

const put = (slug: string, territory: string, name = slug) =>
  test.app.inject({
    method: 'PUT',
    url: `/api/v1/subjects/${slug}`,
    headers: admin.headers,
    payload: { name, kind: 'service', territory },
  });

const idsOf = (stream: EventStream, type: string) =>
  stream.heard.filter((event) => event.type === type).flatMap(({ ids }) => ids);

describe('the event stream', () => {
  it('tells what changed to those who may see it, in their territories only', async () => {
    const all = await listen(admin);
    const swiss = await listen(await sessionOf(test, [{ role: 'viewer', territories: ['CH'] }]));
    const mixed = await listen(
      await sessionOf(test, [
        { role: 'auditor', territories: ['CH'] },
        { role: 'viewer', territories: ['DE'] },
      ]),
    );
    await put('de-one', 'DE');
    await put('ch-one', 'CH');
    await until(() => idsOf(all, 'subject.changed').length === 2, 'admin hears of both');
    await until(
      () => idsOf(swiss, 'subject.changed').length === 1,
      'the Swiss viewer hears of one',
    );
    await until(
      () =>
        idsOf(mixed, 'audit.appended').length === 1 && idsOf(mixed, 'subject.changed').length === 2,
      'auditor of one, viewer of both',
    );
    expect(idsOf(swiss, 'subject.changed')).toEqual(['ch-one']);
    expect(swiss.types()).not.toContain('audit.appended');
    expect(idsOf(all, 'audit.appended')).toHaveLength(2);
  });

  it('goes on after the last event that a client saw, without gap or repetition', async () => {
    const first = await listen(admin);
    await put('seen', 'DE');
    await until(() => idsOf(first, 'subject.changed').includes('seen'), 'the first change');
    await until(() => idsOf(first, 'audit.appended').length === 1, 'its audit entry');
    first.close();
    await put('missed-a', 'DE');
    await put('missed-b', 'CH');
    const second = await listen(admin, first.lastId ?? '');
    await put('after', 'DE');
    await until(() => idsOf(second, 'subject.changed').includes('after'), 'what comes after');
    expect(idsOf(second, 'subject.changed')).toEqual(['missed-a', 'missed-b', 'after']);
  });

  it('says so when it cannot go on where a client stopped', async () => {
    for (const lastId of ['garbage', '1-1-1', `99999999999-1-${Math.floor(Date.now() / 1000)}`]) {
      const stream = await listen(admin, lastId);
      expect(stream.types().filter((type) => type !== 'status.changed')).toEqual(['reset']);
    }
  });

  it('tells of a row whose transaction began first and ended last', async () => {
    const stream = await listen(admin);
    await asOwner(test, async (slow) => {
      await slow.query('begin');
      await slow.query(
        `insert into outbox (type, ids, territory) values ('subject.changed', '["slow"]', 'DE')`,
      );
      await asOwner(test, (quick) =>
        quick.query(
          `insert into outbox (type, ids, territory) values ('subject.changed', '["quick"]', 'DE')`,
        ),
      );
      await put('other', 'CH');
      await slow.query('commit');
    });
    await until(() => idsOf(stream, 'subject.changed').length === 3, 'all three');
    expect(idsOf(stream, 'subject.changed')).toEqual(['slow', 'quick', 'other']);
  });

  it('tells when a server that this one needs goes away', async () => {
    const stream = await listen(admin);
    let state: 'up' | 'down' = 'up';
    test.app.get(StatusBoard).register('rules', () => Promise.resolve({ state, message: null }));
    await until(
      () =>
        test.app
          .get(StatusBoard)
          .all()
          .some(({ name }) => name === 'rules'),
      'the probe has run',
    );
    state = 'down';
    await until(() => stream.types().includes('status.changed'), 'the change of status');
  });

  it('ends when the session is revoked, and at once for nobody else', async () => {
    const leaving = await sessionOf(test, [{ role: 'viewer', territories: ['DE'] }]);
    const [stream, staying] = [await listen(leaving), await listen(admin)];
    await asOwner(test, (client) =>
      client.query('delete from auth_sessions where user_id = $1', [leaving.userId]),
    );
    await until(() => stream.ended, 'the revoked stream has ended', 30_000);
    expect(staying.ended).toBe(false);
    await until(() => staying.comments > 0, 'a heartbeat', 5_000);
  });

  it('ends within moments when the session reaches its own end', async () => {
    const leaving = await sessionOf(test, [{ role: 'viewer', territories: ['DE'] }]);
    const stream = await listen(leaving);
    await asOwner(test, (client) =>
      client.query(
        `update auth_sessions set expires_at = now() + interval '1 second' where user_id = $1`,
        [leaving.userId],
      ),
    );
    await until(() => stream.ended, 'the stream of an expired session has ended', 5_000);
  });

  it('is counted while it is open and by why it ended, and forgotten even when its reader leaves at once', async () => {
    const value = async (name: string, reason?: string) => {
      const found = await register.getSingleMetric(name)?.get();
      return found?.values.find(({ labels }) => reason === undefined || labels.reason === reason)
        ?.value;
    };
    for (const stream of open.splice(0)) stream.close();
    await until(async () => (await value('leitstand_live_streams_open')) === 0, 'nobody listens');
    const left = (await value('leitstand_live_streams_ended_total', 'left')) ?? 0;
    await listen(admin);
    expect(await value('leitstand_live_streams_open')).toBe(1);
    for (let n = 0; n < 10; n += 1) {
      const abort = new AbortController();
      const leaving = fetch(url, { headers: { ...admin.headers }, signal: abort.signal }).catch(
        () => undefined,
      );
      await new Promise((resolve) => setImmediate(resolve));
      abort.abort();
      await leaving;
    }
    await until(
      async () => (await value('leitstand_live_streams_open')) === 1,
      'only the one that stays',
    );
    for (const stream of open.splice(0)) stream.close();
    await until(
      async () => (await value('leitstand_live_streams_open')) === 0,
      'nobody listens again',
    );
    expect(await value('leitstand_live_streams_ended_total', 'left')).toBeGreaterThan(left);
  });

  it('is refused without a session, and beyond twenty streams of one person', async () => {
    await expect(EventStream.open(url, {})).rejects.toThrow('answer 401');
    const many = await sessionOf(test, [{ role: 'viewer', territories: ['DE'] }]);
    const { token } = (
      await test.app.inject({
        method: 'POST',
        url: '/api/v1/tokens',
        headers: many.headers,
        payload: { name: 'ci', scopes: ['self:read'], territories: ['DE'], expiresAt: null },
      })
    ).json() as { token: string };
    const bearer = { authorization: `Bearer ${token}` };
    for (let n = 0; n < 10; n += 1) await listen(many);
    for (let n = 0; n < 10; n += 1) await listen({ ...many, headers: bearer });
    for (const headers of [many.headers, bearer]) {
      const answer = await fetch(url, { headers });
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '10']);
    }
  });

  it('ends at once when the process is told to stop, and opens no more', async () => {
    const other = await startTestApp();
    await other.app.listen(0, '127.0.0.1');
    const viewer = await sessionOf(other, [{ role: 'viewer', territories: ['DE'] }]);
    const stream = await EventStream.open(`${await other.app.getUrl()}/api/v1/events`, {
      ...viewer.headers,
    });
    const since = Date.now();
    await other.close();
    expect(Date.now() - since).toBeLessThan(5000);
    await until(() => stream.ended, 'the stream has ended');
  });
});
