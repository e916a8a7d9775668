import { appendFileSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { acknowledgeBreak as acknowledgeBy } from '../../../apps/api/src/audit/admin-audit.js';
import { AuditRepository } from '../../../apps/api/src/audit/db/audit.repository.js';
import { AuditChainRepository } from '../../../apps/api/src/audit/db/audit-chain.repository.js';
import { GENESIS_HASH, linkHash } from '../../../apps/api/src/audit/domain/hash-chain.js';
import { KeepAuditVerified } from '../../../apps/api/src/audit/use-cases/keep-audit-verified.js';
import { ReportAuditStatus } from '../../../apps/api/src/audit/use-cases/report-audit-status.js';
import { UnitOfWork } from '../../../apps/api/src/audit/use-cases/unit-of-work.js';
import { AnchorHead } from '../../../apps/api/src/audit/use-cases/anchor-head.js';
import { VerifyAudit } from '../../../apps/api/src/audit/use-cases/verify-audit.js';
import { Leases } from '../../../apps/api/src/platform/background/leases.js';
import { Settings } from '../../../apps/api/src/platform/config/settings.js';
import { DatabaseReader } from '../../../apps/api/src/platform/db/database-reader.js';
import { asOwner, sessionOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';

let test: TestApp;
let admin: TestActor;
let keep: KeepAuditVerified;
beforeEach(async () => {
  test = await startTestApp();
  admin = await sessionOf(test, [{ role: 'admin', territories: ['CH', 'DE'] }], 'Bea');
  const { app } = test;
  keep = new KeepAuditVerified(
    app.get(VerifyAudit),
    app.get(Leases),
    app.get(UnitOfWork),
    app.get(DatabaseReader),
    app.get(AuditChainRepository),
    app.get(AuditRepository),
    app.get(AnchorHead, { strict: false }),
    app.get(Settings),
    { error: () => undefined } as never,
  );
});
afterEach(() => test.close());

const OPERATOR = { account: 'ops', host: 'db-1' };
const acknowledgeBreak = (reason: string) => acknowledgeBy(reason, OPERATOR);

interface Answer {
  ok: boolean;
  standing: string;
  events: number;
  headSeq: number;
  acknowledged: number;
  anchored: { seq: number } | null;
  breaks: { seq: number }[];
  faults: { seq: number; kind: string }[];
}

const team = async (slug: string): Promise<[number, string | undefined]> => {
  const answer = await test.app.inject({
    method: 'PUT',
    url: `/api/v1/teams/${slug}`,
    headers: admin.headers,
    payload: { name: slug, territory: 'DE' },
  });
  return [answer.statusCode, (answer.json() as { code?: string }).code];
};
const teams = async (...slugs: string[]) => {
  for (const slug of slugs) expect(await team(slug)).toEqual([201, undefined]);
};
const verify = async (): Promise<Answer> =>
  (
    await test.app.inject({
      method: 'POST',
      url: '/api/v1/audit/verification',
      headers: admin.headers,
    })
  ).json();
/** What the worker does at start and once an hour. */
const hour = () => keep.execute(new AbortController().signal);
const status = async () => {
  const { state, detail } = await test.app.get(ReportAuditStatus, { strict: false }).execute();
  return [state, detail?.code];
};
/** What somebody with the owner's login could do, past the triggers. */
const tamper = (statements: string) =>
  asOwner(test, (client) => client.query(`set session_replication_role = replica; ${statements}`));
const asApplication = async (statement: string, values: unknown[] = []) => {
  const client = new pg.Client({ connectionString: test.database.appUrl });
  await client.connect();
  try {
    await client.query(`set leitstand.territories = 'DE'`);
    return await client.query(statement, values);
  } finally {
    await client.end();
  }
};
const anchors = () => join(process.env.LEITSTAND_AUDIT_DIR ?? '', 'audit-anchors.log');
const setBackTo = (seq: number) =>
  tamper(`delete from audit_events where seq > ${seq};
    update audit_head set seq = ${seq}, hash = (select hash from audit_events where seq = ${seq}), seal = 'made up'`);

function forged(seq: number, previousHash: string) {
  const actor = { kind: 'user', id: 'u-eve', name: 'Eve' } as const;
  const content = {
    at: new Date(),
    actor,
    action: 'team.deleted',
    target: null,
    territory: 'DE',
    reason: null,
    before: null,
    after: null,
    requestId: null,
    ip: null,
  };
  return {
    seq,
    at: content.at,
    actor_kind: 'user',
    actor_id: actor.id,
    actor_name: actor.name,
    action: content.action,
    territory: 'DE',
    previous_hash: previousHash,
    hash: linkHash(previousHash, content),
  };
}

describe('a head whose seal does not hold', () => {
  it('is not built upon, whatever is written, and no write launders it', async () => {
    await teams('one', 'two', 'three');
    await setBackTo(2);
    expect(await verify()).toMatchObject({ ok: false, standing: 'broken', headSeq: 2 });
    expect(await team('four')).toEqual([503, 'audit-broken']);
    expect(await team('five')).toEqual([503, 'audit-broken']);
    expect(await verify()).toMatchObject({ ok: false, events: 2, headSeq: 2 });
    expect(await status()).toEqual(['down', 'audit-broken']);
    const shown = await test.app.inject({
      method: 'GET',
      url: '/api/v1/teams',
      headers: admin.headers,
    });
    expect(shown.json()).toMatchObject({ items: expect.arrayContaining([]) });
    expect(shown.statusCode).toBe(200);
  });

  it('is told of when it is gone altogether', async () => {
    await teams('one');
    await tamper('delete from audit_head');
    expect(await team('two')).toEqual([503, 'audit-broken']);
    expect(await verify()).toMatchObject({ ok: false, standing: 'broken' });
    expect(await status()).toEqual(['down', 'audit-broken']);
  });
});

describe('the login of the application', () => {
  it('can neither insert an event, nor move the head, nor append what does not follow', async () => {
    await teams('one', 'two');
    const { rows } = await asApplication('select seq, hash, seal from audit_head');
    const head = rows[0] as { seq: string; hash: string; seal: string };
    for (const statement of [
      `insert into audit_events select * from audit_events`,
      `update audit_head set seq = 1`,
      `delete from audit_head`,
      `delete from audit_verification`,
    ])
      await expect(asApplication(statement)).rejects.toThrow('permission denied');
    const append = (event: object) =>
      asApplication('select leitstand_audit_append($1, $2)', [JSON.stringify(event), head.seal]);
    for (const event of [forged(2, head.hash), forged(4, head.hash), forged(3, GENESIS_HASH)])
      await expect(append(event)).rejects.toThrow('does not follow the head');
    await expect(append({ ...forged(3, head.hash), territory: 'CH' })).rejects.toThrow(
      'not in scope',
    );
    expect(await verify()).toMatchObject({ ok: true, events: 2 });
  });

  it('can append a forged event under a seal it makes up, and that shows at once', async () => {
    await teams('one');
    const { rows } = await asApplication('select hash from audit_head');
    const event = forged(2, (rows[0] as { hash: string }).hash);
    await asApplication('select leitstand_audit_append($1, $2)', [
      JSON.stringify(event),
      'made up',
    ]);
    expect(await status()).toEqual(['down', 'audit-broken']);
    expect(await verify()).toMatchObject({ ok: false, faults: [{ seq: 2, kind: 'truncated' }] });
    expect(await team('two')).toEqual([503, 'audit-broken']);
  });

  it('cannot say that all is well', async () => {
    await teams('one');
    await hour();
    expect(await status()).toEqual(['up', undefined]);
    await asApplication(
      `update audit_verification set content = content || '{"standing": "whole", "headSeq": 7}'`,
    );
    expect(await status()).toEqual(['down', 'audit-broken']);
    await hour();
    expect(await status()).toEqual(['up', undefined]);
  });

  it('gets nothing but an address into the place for one', async () => {
    const { rows } = await asApplication('select hash from audit_head');
    for (const ip of ['<script>', '203.0.113.9:443', '10.0.0.0/8', 'FE80::1', '']) {
      const event = { ...forged(1, (rows[0] as { hash: string }).hash), ip };
      const append = asApplication('select leitstand_audit_append($1, $2)', [
        JSON.stringify(event),
        '',
      ]);
      await expect(append).rejects.toThrow('audit_events_ip');
    }
  });
});

describe('an empty chain', () => {
  const empty = `delete from audit_events; update audit_head set seq = 0, hash = '${GENESIS_HASH}', seal = ''`;

  it('is whole on a new instance', async () => {
    expect(await verify()).toMatchObject({ ok: true, standing: 'whole', events: 0 });
    expect(await status()).toEqual(['up', undefined]);
  });

  it('is not where one has begun before', async () => {
    await teams('one');
    await hour();
    await tamper(`${empty}; delete from audit_verification`);
    expect(await verify()).toMatchObject({ ok: false });
    expect(await team('two')).toEqual([503, 'audit-broken']);
    expect(await status()).toEqual(['down', 'audit-broken']);
  });
});

describe('an anchor', () => {
  it('is a line with time, chain, event, hash and mac, for the owner of the file alone; of a head that is anchored already none is written', async () => {
    await teams('one', 'two');
    await hour();
    await hour();
    await teams('three');
    await hour();
    const lines = readFileSync(anchors(), 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => line.split(' ').slice(1, 3))).toEqual([
      ['instance', '2'],
      ['instance', '3'],
    ]);
    expect(lines.every((line) => /^\S+Z instance \d+ [0-9a-f]{64} [0-9a-f]{64}$/.test(line))).toBe(
      true,
    );
    expect(statSync(anchors()).mode & 0o777).toBe(0o600);
    expect(await verify()).toMatchObject({ ok: true, anchored: { seq: 3 } });
  });

  it('shows that its line was changed, taken out, or the file taken away', async () => {
    for (const slug of ['one', 'two', 'three']) {
      await teams(slug);
      await hour();
    }
    const lines = readFileSync(anchors(), 'utf8').trimEnd().split('\n');
    const [first = '', second = '', third = ''] = lines;
    for (const wrong of [
      [first, second.replace(' 2 ', ' 9 '), third],
      [first, third],
      [first, second],
      [],
    ]) {
      writeFileSync(anchors(), wrong.map((line) => `${line}\n`).join(''));
      expect((await verify()).faults.map(({ kind }) => kind)).toContain('anchor');
    }
    rmSync(anchors());
    expect((await verify()).faults).toEqual([expect.objectContaining({ seq: 3, kind: 'anchor' })]);
    await hour();
    // Nothing was restored: what is missing is said, and no guess at why.
    const { state, message, detail } = await test.app
      .get(ReportAuditStatus, { strict: false })
      .execute();
    expect([state, detail?.code]).toEqual(['down', 'audit-anchor-gone']);
    expect(message).toBe('The anchor of event 3 was written and is gone from the anchors.');
    writeFileSync(anchors(), lines.map((line) => `${line}\n`).join(''));
    expect(await verify()).toMatchObject({ ok: true });
  });

  it('whose line a crash cut off was never one', async () => {
    await teams('one');
    await hour();
    appendFileSync(anchors(), '2026-11-29T10:00:00.000Z instance 2 abc');
    expect(await verify()).toMatchObject({ ok: true });
    await teams('two');
    await hour();
    expect(readFileSync(anchors(), 'utf8').split('\n')).toHaveLength(3);
    expect(await verify()).toMatchObject({ ok: true, anchored: { seq: 2 } });
  });
});

describe('a backup that was restored', () => {
  it('is told to be one, is acknowledged on record, and anchored anew', async () => {
    await teams('one');
    await tamper(
      'create table kept_events as table audit_events; create table kept_head as table audit_head',
    );
    await teams('two', 'three');
    await hour();
    await tamper(`delete from audit_events; insert into audit_events table kept_events;
      delete from audit_head; insert into audit_head table kept_head; delete from audit_verification`);
    await hour();
    expect(await status()).toEqual(['down', 'audit-set-back']);
    expect(await verify()).toMatchObject({
      standing: 'set-back',
      faults: [{ seq: 3, kind: 'truncated' }],
    });
    // What goes on meanwhile does not hide it, not even when the anchored number is reached again.
    await teams('four', 'five');
    expect(await verify()).toMatchObject({
      standing: 'set-back',
      faults: [{ seq: 3, kind: 'edited' }],
    });
    const event = await acknowledgeBreak('backup of 03:00 restored');
    expect(event).toMatchObject({
      seq: 4,
      action: 'audit.break-acknowledged',
      reason: 'backup of 03:00 restored',
      actor: { id: 'system:operator' },
      after: { last: { seq: 3 }, proven: null, faultsTotal: 1 },
    });
    expect(await verify()).toMatchObject({ ok: true, standing: 'whole', headSeq: 4 });
    await hour();
    expect(await status()).toEqual(['up', undefined]);
    expect(await verify()).toMatchObject({ ok: true, anchored: { seq: 4 } });
    await expect(acknowledgeBreak('again')).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('a break that was acknowledged', () => {
  it('lets the trail go on, and hides nothing that comes later', async () => {
    await teams('one', 'two', 'three');
    await hour();
    await tamper(`update audit_events set actor_name = 'Somebody Else' where seq = 2`);
    await setBackTo(2);
    expect(await team('four')).toEqual([503, 'audit-broken']);
    await acknowledgeBreak('the host was broken into, ticket 4711');
    await teams('four');
    expect(await verify()).toMatchObject({ ok: true, acknowledged: 1, headSeq: 4 });
    await hour();
    expect(await verify()).toMatchObject({ ok: true, anchored: { seq: 4 } });
    await tamper(`update audit_events set actor_name = 'Yet Another' where seq = 2`);
    expect(await verify()).toMatchObject({ ok: false, faults: [{ seq: 2, kind: 'edited' }] });
    await tamper(`update audit_events set actor_name = 'Somebody Else' where seq = 2`);
    await tamper(`update audit_events set action = 'x' where seq = 1`);
    expect((await verify()).faults.map(({ seq }) => seq)).toEqual([1, 2]);
  });

  it('is told of for ever, with what somebody else may have written before it', async () => {
    await teams('one');
    await hour();
    const { rows } = await asApplication('select hash from audit_head');
    const event = forged(2, (rows[0] as { hash: string }).hash);
    await asApplication('select leitstand_audit_append($1, $2)', [JSON.stringify(event), 'x']);
    expect(await team('two')).toEqual([503, 'audit-broken']);
    await acknowledgeBreak('somebody wrote past the application');
    await teams('two');
    const told = {
      seq: 3,
      at: expect.any(String),
      by: 'ops@db-1',
      reason: 'somebody wrote past the application',
      faultsTotal: 1,
      unproven: { from: 2, to: 2 },
      proven: true,
    };
    expect(await verify()).toMatchObject({ ok: true, headSeq: 4, breaks: [told] });
    const kept = await asApplication('select actor_name from audit_events where seq = 2');
    expect(kept.rows).toEqual([{ actor_name: 'Eve' }]);
    await hour();
    await teams('three');
    expect((await verify()).breaks).toEqual([told]);
    await tamper('delete from audit_events where seq = 3');
    expect(await verify()).toMatchObject({ ok: false, faults: [{ seq: 3, kind: 'deleted' }] });
  });

  it('cannot be acknowledged by anybody who only writes to the database', async () => {
    await teams('one', 'two');
    await tamper(`update audit_events set action = 'x' where seq = 1`);
    const event = await acknowledgeBreak('looked into');
    expect(await verify()).toMatchObject({ ok: true, acknowledged: 1 });
    await tamper(
      `update audit_events set after = after || '{"proof": "made up"}' where seq = ${event.seq}`,
    );
    expect((await verify()).faults.map(({ seq }) => seq)).toEqual([1, event.seq]);
  });

  it('serves an instance whose secret was changed', async () => {
    await teams('one');
    await hour();
    await test.app.close();
    const { database } = test;
    const folder = process.env.LEITSTAND_AUDIT_DIR ?? '';
    process.env.LEITSTAND_SECRET = 'another secret that only tests use, 32 characters or more';
    await acknowledgeBreak('secret changed after an employee left');
    expect(folder).not.toBe('');
    await expect(acknowledgeBreak('again')).rejects.toMatchObject({ code: 'conflict' });
    test = { ...test, close: () => database.drop() };
  });
});
