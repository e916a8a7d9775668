import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { asOwner, sessionOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';

let test: TestApp;
let auditor: TestActor;

beforeAll(async () => {
  test = await startTestApp();
  auditor = await sessionOf(test, [{ role: 'admin', territories: ['CH', 'DE'] }], 'Anna Auditor');
  for (let n = 1; n <= 6; n += 1) {
    const payload = { name: `Service ${n}`, kind: 'service', territory: n % 2 ? 'DE' : 'CH' };
    await test.app.inject({
      method: 'PUT',
      url: `/api/v1/subjects/service-${n}`,
      headers: auditor.headers,
      payload: { ...payload, labels: { note: 'äöü 🚦 "quoted"' } },
    });
  }
  await asOwner(test, (client) =>
    client.query(
      'create table audit_events_kept as table audit_events; create table audit_head_kept as table audit_head',
    ),
  );
});
afterEach(() =>
  tamper(
    'delete from audit_events; insert into audit_events table audit_events_kept; delete from audit_head; insert into audit_head table audit_head_kept',
  ),
);
afterAll(() => test.close());

/** What somebody with the owner's login could do, past the triggers. */
const tamper = (statements: string) =>
  asOwner(test, (client) => client.query(`set session_replication_role = replica; ${statements}`));

async function verify(): Promise<{
  ok: boolean;
  events: number;
  faults: { seq: number; kind: string }[];
}> {
  const answer = await test.app.inject({
    method: 'POST',
    url: '/api/v1/audit/verification',
    headers: auditor.headers,
  });
  expect(answer.statusCode).toBe(200);
  return answer.json();
}

const kinds = async () => (await verify()).faults.map(({ seq, kind }) => [seq, kind]);

describe('the audit chain', () => {
  it('holds for what was written through the API', async () => {
    expect(await verify()).toMatchObject({ ok: true, events: 6, faults: [] });
  });

  it('shows an edited event, whatever part of it', async () => {
    await tamper(`update audit_events set actor_name = 'Somebody Else' where seq = 3`);
    expect(await kinds()).toEqual([[3, 'edited']]);
    await tamper(
      `update audit_events set actor_name = 'Anna Auditor', after = jsonb_set(after, '{name}', '"Other"') where seq = 3`,
    );
    expect(await kinds()).toEqual([[3, 'edited']]);
    await tamper(`update audit_events set at = at + interval '1 ms' where seq = 6`);
    expect(await kinds()).toEqual([
      [3, 'edited'],
      [6, 'edited'],
    ]);
  });

  it('shows a deleted event, and several', async () => {
    await tamper('delete from audit_events where seq = 2');
    expect(await kinds()).toEqual([[2, 'deleted']]);
    await tamper('delete from audit_events where seq in (3, 4)');
    expect(await kinds()).toEqual([[2, 'deleted']]);
    expect((await verify()).ok).toBe(false);
  });

  it('shows events that changed places', async () => {
    await tamper(
      'update audit_events set seq = seq + 100 where seq in (2, 3); update audit_events set seq = case seq when 102 then 3 else 2 end where seq > 100',
    );
    const found = await kinds();
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map(([, kind]) => kind))).toEqual(new Set(['reordered']));
  });

  it('shows that its end was cut off, even when the head was set back', async () => {
    await tamper('delete from audit_events where seq > 4');
    expect(await kinds()).toEqual([[5, 'truncated']]);
    await tamper(
      'update audit_head set seq = 4, hash = (select hash from audit_events where seq = 4)',
    );
    expect(await kinds()).toEqual([[4, 'truncated']]);
    await tamper(`delete from audit_events; update audit_head set seq = 0, hash = repeat('0', 64)`);
    expect((await verify()).ok).toBe(false);
  });

  it('cannot be touched by the application, nor by the owner in passing', async () => {
    const app = new pg.Client({ connectionString: test.database.appUrl });
    await app.connect();
    for (const statement of [
      `update audit_events set reason = 'x'`,
      'delete from audit_events',
      'truncate audit_events',
    ]) {
      await expect(app.query(statement)).rejects.toThrow('permission denied');
      await expect(asOwner(test, (client) => client.query(statement))).rejects.toThrow(
        'append-only',
      );
    }
    await app.end();
  });

  it('is read by territory, filter and page', async () => {
    const swiss = await sessionOf(test, [{ role: 'auditor', territories: ['CH'] }]);
    const read = async (query: string, actor = auditor) =>
      (
        await test.app.inject({
          method: 'GET',
          url: `/api/v1/audit${query}`,
          headers: actor.headers,
        })
      ).json();
    const seqs = (page: { items: { seq: number }[] }) => page.items.map(({ seq }) => seq);
    expect(seqs(await read('', swiss))).toEqual([6, 4, 2]);
    expect(seqs(await read('?subject=service-3'))).toEqual([3]);
    expect(seqs(await read('?territory=DE'))).toEqual([5, 3, 1]);
    expect(seqs(await read('?territory=CH&limit=2'))).toEqual([6, 4]);
    expect(seqs(await read('?territory=DE', swiss))).toEqual([]);
    expect(await read('?territory=de')).toMatchObject({
      status: 400,
      errors: [expect.objectContaining({ path: 'territory' })],
    });
    expect(seqs(await read('?actor=anna&action=subject.&limit=2'))).toEqual([6, 5]);
    expect(seqs(await read('?limit=2&cursor=5'))).toEqual([4, 3]);
    expect(await read('?q=%25')).toMatchObject({ items: [], nextCursor: null });
  });

  it('stays whole when many write at once', async () => {
    const writes = Array.from({ length: 20 }, (_, n) =>
      test.app.inject({
        method: 'PUT',
        url: `/api/v1/teams/team-${n}`,
        headers: auditor.headers,
        payload: { name: `Team ${n}`, territory: 'DE' },
      }),
    );
    expect(new Set((await Promise.all(writes)).map(({ statusCode }) => statusCode))).toEqual(
      new Set([201]),
    );
    expect(await verify()).toMatchObject({ ok: true, events: 26 });
  });
});
