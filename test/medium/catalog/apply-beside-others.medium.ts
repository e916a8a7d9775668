import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asOwner, sessionOf, type TestActor } from '../../harness/actors.js';
import { lockIsWaitedFor } from '../../harness/lock-waits.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { applyOf } from './catalog-calls.js';

/** More than are read from the database at once, and more than go onto record at once. */
const MANY = 600;

let test: TestApp;
let german: TestActor;
let swiss: TestActor;

beforeAll(async () => {
  test = await startTestApp();
  german = await sessionOf(test, [{ role: 'editor', territories: ['DE'] }]);
  swiss = await sessionOf(test, [{ role: 'editor', territories: ['CH'] }]);
  const subject = (name: string, territory: string) => ({
    apiVersion: 'leitstand/v1',
    kind: 'Subject',
    metadata: { name },
    spec: { type: 'service', territory },
  });
  await applyOf(test, german)([subject('german', 'DE')]);
  await applyOf(test, swiss)([subject('swiss', 'CH')]);
});
afterAll(() => test.close());

const slo = (name: string, subject: string, target: string) => ({
  apiVersion: 'leitstand/v1',
  kind: 'SLO',
  metadata: { name },
  spec: {
    subject,
    target,
    window: { rolling: '30d' },
    indicator: { ratio: { total: 'a_total', bad: 'b_total' } },
  },
});
const many = (target: string) =>
  Array.from({ length: MANY }, (_, n) =>
    slo(`many-${String(n).padStart(4, '0')}`, 'german', target),
  );
const outcomes = (answer: { json(): unknown }) => [
  ...new Set(
    (answer.json() as { documents: { outcome: string }[] }).documents.map(({ outcome }) => outcome),
  ),
];
const rowsOf = (query: string) => asOwner(test, async (client) => (await client.query(query)).rows);

describe('an apply of many documents', () => {
  it('keeps the audit trail for a moment, however many go onto record', async () => {
    await asOwner(test, (client) =>
      client.query(`create table head_moves (one int);
        create function head_moves() returns trigger language plpgsql security definer
          as $$ begin insert into head_moves values (1); return null; end $$;
        create trigger head_moves after update on audit_head for each statement execute function head_moves()`),
    );
    const applied = await applyOf(test, german)(many('99'));
    expect(outcomes(applied)).toEqual(['created']);
    expect(await rowsOf('select count(*)::int as moves from head_moves')).toEqual([{ moves: 3 }]);
    expect(
      await rowsOf(`select count(*)::int as events, count(distinct at)::int as instants
        from audit_events where target_id like 'many-%' or target_name like 'many-%'`),
    ).toEqual([{ events: MANY, instants: 1 }]);
  });

  it('lets others write while it works, in whatever order they come', async () => {
    await asOwner(test, async (holder) => {
      await holder.query('begin');
      await holder.query(`select from slos where slug = 'many-0599' for update`);
      const applying = applyOf(test, german)(many('98'));
      await lockIsWaitedFor(holder);
      const saved = await applyOf(test, swiss)([slo('swiss-answers', 'swiss', '99')]);
      expect(outcomes(saved)).toEqual(['created']);
      await holder.query('rollback');
      expect(outcomes(await applying)).toEqual(['changed']);
    });
    const [first] = await rowsOf(
      `select target_name from audit_events where action like 'slo.%' order by seq offset ${MANY} limit 1`,
    );
    expect(first).toEqual({ target_name: 'swiss-answers' });
  });

  it('is judged by what others left behind, not by what was there when it began', async () => {
    await asOwner(test, async (holder) => {
      await holder.query('begin');
      await holder.query(`select from slos where slug = 'many-0300' for update`);
      const applying = applyOf(test, german)([slo('many-0300', 'german', '97')]);
      await lockIsWaitedFor(holder);
      await holder.query(`update slos set document = jsonb_set(document, '{spec,target}', '"97"'), target = '97'
        where slug = 'many-0300'`);
      await holder.query('commit');
      expect(outcomes(await applying)).toEqual(['unchanged']);
    });
  });
});
