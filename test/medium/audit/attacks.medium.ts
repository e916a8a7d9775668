import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../../../apps/api/src/platform/db/database.js';
import { asOwner, sessionOf, type TestActor } from '../../harness/actors.js';
import { ReportAuditStatus } from '../../../apps/api/src/audit/use-cases/report-audit-status.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';

let test: TestApp;
let admin: TestActor;
beforeAll(async () => {
  test = await startTestApp();
  admin = await sessionOf(test, [{ role: 'admin', territories: ['CH', 'DE'] }], 'Bea');
});
afterAll(() => test.close());

const post = (
  url: string,
  payload: object,
  headers: Readonly<Record<string, string>> = admin.headers,
) => test.app.inject({ method: 'POST', url: `/api/v1${url}`, payload, headers });
const tamper = (statements: string) =>
  asOwner(test, (client) => client.query(`set session_replication_role = replica; ${statements}`));
const verify = async (known?: { seq: number; hash: string }) => {
  const answer = await post('/audit/verification', known ? { known } : {});
  expect(answer.statusCode).toBe(200);
  return answer.json() as {
    ok: boolean;
    events: number;
    faultsTotal: number;
    faults: { seq: number; kind: string }[];
  };
};
const team = (name: string, slug: string) =>
  test.app.inject({
    method: 'PUT',
    url: `/api/v1/teams/${slug}`,
    headers: admin.headers,
    payload: { name, territory: 'DE' },
  });
const head = () =>
  asOwner(
    test,
    async (client) =>
      (await client.query('select seq, hash, seal from audit_head')).rows[0] as {
        seq: string;
        hash: string;
        seal: string;
      },
  );

describe('what people type', () => {
  it.each(['half a \ud83d character', 'a zero \u0000 byte'])(
    'cannot break the chain, nor the server: %j',
    async (name) => {
      const { link } = (
        await post('/invitations', {
          email: `n${name.length}@example.org`,
          grants: [{ role: 'viewer', territories: ['DE'] }],
        })
      ).json();
      const accepted = await post(
        '/invitations/acceptance',
        {
          token: new URL(link).searchParams.get('token'),
          name,
          password: 'a long enough password',
          locale: 'en',
        },
        {},
      );
      expect(accepted.json()).toMatchObject({ status: 400, errors: [{ path: 'name' }] });
      expect((await team(name, 'typed')).json()).toMatchObject({
        status: 400,
        errors: [{ path: 'name' }],
      });
      const search = await test.app.inject({
        method: 'GET',
        url: `/api/v1/audit?q=${encodeURIComponent(name.toWellFormed())}`,
        headers: admin.headers,
      });
      expect(search.statusCode).toBe(name.includes('\u0000') ? 400 : 200);
      expect(await verify()).toMatchObject({ ok: true, faults: [] });
    },
  );
});

describe('the chain', () => {
  it('shows that it was set back to an earlier state with the seal of that time, to whoever remembers a later head', async () => {
    await team('Before', 'before');
    const old = await head();
    await team('After', 'after');
    const known = await head();
    const anchor = { seq: Number(known.seq), hash: known.hash };
    await team('Later', 'later'); // nobody verifies it: what is remembered is all there is
    await tamper(`create table audit_kept as table audit_events; create table audit_head_kept as table audit_head;
      delete from audit_events where seq > ${old.seq}; update audit_head set seq = ${old.seq}, hash = '${old.hash}', seal = '${old.seal}'`);
    expect((await verify(anchor)).faults).toEqual([
      expect.objectContaining({ seq: anchor.seq, kind: 'truncated' }),
    ]);
    await team('Anew', 'anew');
    expect((await verify(anchor)).faults).toEqual([
      expect.objectContaining({ seq: anchor.seq, kind: 'edited' }),
    ]);
    await tamper(
      'delete from audit_events; insert into audit_events table audit_kept; delete from audit_head; insert into audit_head table audit_head_kept',
    );
    expect(await verify(anchor)).toMatchObject({ ok: true });
  });

  it('shows to everybody that it was set back behind a head that somebody was told of', async () => {
    const old = await head();
    await team('Told', 'told');
    const { seq } = await head();
    expect(await verify()).toMatchObject({ ok: true, anchored: { seq: Number(seq) } });
    await tamper(`create table told_events as table audit_events; create table told_head as table audit_head;
      delete from audit_events where seq > ${old.seq}; update audit_head set seq = ${old.seq}, hash = '${old.hash}', seal = '${old.seal}'`);
    const status = await test.app.get(ReportAuditStatus, { strict: false }).execute();
    expect(status).toMatchObject({ state: 'down', detail: { code: 'audit-set-back' } });
    const found = { ok: false, standing: 'set-back', faults: [{ seq: Number(seq) }] };
    expect(await verify()).toMatchObject(found);
    await team('Instead', 'instead');
    expect(await verify()).toMatchObject(found);
    await tamper(
      'delete from audit_events; insert into audit_events table told_events; delete from audit_head; insert into audit_head table told_head',
    );
    expect(await verify()).toMatchObject({ ok: true });
  });

  it('is seen whole by whoever verifies it, also in territories made while they began', async () => {
    await test.app.inject({
      method: 'PUT',
      url: '/api/v1/territories/AT',
      headers: admin.headers,
      payload: { name: { de: 'Österreich', en: 'Austria' } },
    });
    const nowhere = {
      actor: { kind: 'system', id: 'system:audit-verify', name: 'system:audit-verify' },
      territories: [],
      permissions: new Set<never>(),
      origin: { requestId: null, ip: null },
    } as const;
    const seen = await test.app
      .get(Database)
      .read(nowhere, (tx) =>
        tx.selectFrom('audit_events').select('seq').where('territory', '=', 'AT').execute(),
      );
    expect(seen).toHaveLength(1);
    expect(await verify()).toMatchObject({ ok: true });
  });

  it('is walked over many pages, and a chain that is broken everywhere is answered in bounds', async () => {
    const { seq } = await head();
    const many = 12_000;
    await tamper(`create table audit_kept_2 as table audit_events;
      insert into audit_events (seq, at, actor_kind, actor_id, actor_name, action, previous_hash, hash)
      select ${seq} + n, now(), 'system', 'x', 'x', 'forged.event', 'x', 'x' from generate_series(1, ${many}) n`);
    const answer = await verify();
    expect(answer).toMatchObject({ ok: false, events: Number(seq) + many });
    expect([answer.faults.length, answer.faultsTotal]).toEqual([1000, many]);
    expect(answer.faults[0]).toMatchObject({ seq: Number(seq) + 1, kind: 'edited' });
    await tamper(`delete from audit_events where seq > ${seq}`);
    expect(await verify()).toMatchObject({ ok: true, faultsTotal: 0 });
  });
});

describe('an auditor', () => {
  it('sees of people whom only other territories concern neither sign-ins nor addresses', async () => {
    const german = await sessionOf(test, [{ role: 'viewer', territories: ['DE'] }], 'Greta German');
    await test.app.inject({
      method: 'PATCH',
      url: '/api/v1/me',
      headers: german.headers,
      payload: { name: 'Greta Anew' },
    });
    const swiss = await sessionOf(test, [{ role: 'auditor', territories: ['CH'] }]);
    const { link } = (
      await post('/invitations', {
        email: 'deutsch@example.org',
        grants: [{ role: 'viewer', territories: ['DE'] }],
      })
    ).json();
    await post(
      '/invitations/acceptance',
      {
        token: new URL(link).searchParams.get('token'),
        name: 'Nur Deutsch',
        password: 'a long enough password',
        locale: 'de',
      },
      {},
    );
    const read = async (actor: TestActor) =>
      (
        await test.app.inject({
          method: 'GET',
          url: '/api/v1/audit?limit=500',
          headers: actor.headers,
        })
      ).body;
    const [theirs, ours] = [await read(swiss), await read(admin)];
    for (const word of ['Greta', 'deutsch@example.org', 'Nur Deutsch', german.userId])
      expect([word, theirs.includes(word), ours.includes(word)]).toEqual([word, false, true]);
    expect(ours).toContain('"action":"session.started"');
  });
});
