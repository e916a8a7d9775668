import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asOwner, sessionOf } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { until } from '../../harness/until.js';
import { addSource, deliver, rows, seedCatalog, webhook } from './incidents-context.js';

let test: TestApp;
let token: string;
beforeAll(async () => {
  test = await startTestApp();
  await seedCatalog(test);
  token = await addSource(test, 'prometheus');
});
afterAll(() => test.close());

describe('whoever has no token of a source', () => {
  // Guesses are counted where all processes count: nobody else comes from here.
  const here = `2001:db8::${Date.now().toString(16).slice(-4)}:${process.pid.toString(16).slice(-4)}`;
  const post = (authorization: string | undefined) =>
    test.app.inject({
      method: 'POST',
      remoteAddress: here,
      url: '/api/v1/integrations/alertmanager',
      headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
      payload: JSON.stringify(webhook([{ fingerprint: 'a', start: 0 }])),
    });

  it.each([
    ['none', undefined],
    ['a forged one', 'Bearer lsa_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
    ['another kind', 'Basic YTpi'],
  ])('is refused: %s', async (_, authorization) => {
    const answer = await post(authorization);
    expect(answer.json()).toMatchObject({ status: 401, code: 'unauthenticated' });
    expect(await rows(test, 'select from alert_payloads')).toEqual([]);
  });

  it('is told to come again after thirty guesses, and keeps no source out', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 35; n += 1) statuses.push((await post(`Bearer lsa_guess-${n}`)).statusCode);
    expect(new Set(statuses)).toEqual(new Set([401, 503]));
    expect(statuses.at(-1)).toBe(503);
    await deliver(test, token, webhook([]));
    expect((await deliver(test, token, webhook([]), here)).statusCode).toBe(200);
  });
});

describe('deliveries that come faster than they are taken', () => {
  it('are told to come again before the database is asked, and keep no person from it', async () => {
    const reader = await sessionOf(test, [{ role: 'viewer', territories: ['DE'] }]);
    await deliver(test, token, webhook([])); // its token is known
    await asOwner(test, async (owner) => {
      await owner.query('begin');
      await owner.query('lock table alert_sources in access exclusive mode');
      const answered: number[] = [];
      const sent = Array.from({ length: 165 }, async () => {
        const { statusCode, headers } = await deliver(test, token, webhook([]));
        if (statusCode === 503) answered.push(Number(headers['retry-after']));
        return statusCode;
      });
      // The others wait for the lock, together, or in the gate: 48 and 100.
      await until('17 told to come again', () => answered.length >= 17);
      const read = await test.app.inject({ url: '/api/v1/subjects', headers: reader.headers });
      expect([read.statusCode, answered.every((seconds) => seconds > 0)]).toEqual([200, true]);
      await owner.query('rollback');
      const statuses = await Promise.all(sent);
      expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(3);
      expect(new Set(statuses)).toEqual(new Set([200, 503]));
    });
  });
});

describe('deliveries that wait', () => {
  const about = (n: number, labels: object = {}) =>
    webhook([
      {
        fingerprint: `together-${n}`,
        start: 0,
        labels: { slo: '', service: n % 2 ? 'billing' : 'shop', severity: 'ticket', ...labels },
      },
    ]);
  const kept = () =>
    rows<{ fingerprint: string; xid: string }>(
      test,
      `select fingerprint, xmin::text as xid from alerts where fingerprint like 'together-%' order by 1`,
    );
  const held = async (sent: () => Promise<number>[]): Promise<number[]> =>
    asOwner(test, async (owner) => {
      await owner.query('begin');
      await owner.query('lock table alert_groups in access exclusive mode');
      const all = sent();
      await until('all but the first wait', async () => {
        const { rows: waiting } = await owner.query(
          `select from pg_locks where not granted and relation = 'alert_groups'::regclass`,
        );
        return waiting.length > 0;
      });
      await owner.query('rollback');
      return Promise.all(all);
    });
  const status = async (body: object | string) => (await deliver(test, token, body)).statusCode;

  it('are taken together, each answered when it is committed, in the order in which they came', async () => {
    const statuses = await held(() => Array.from({ length: 12 }, (_, n) => status(about(n))));
    expect(new Set(statuses)).toEqual(new Set([200]));
    const found = await kept();
    expect(found).toHaveLength(12);
    expect(new Set(found.map(({ xid }) => xid)).size).toBeLessThan(12);
    const [payloads] = await rows<{ count: number }>(
      test,
      `select count(*)::int from alert_payloads where convert_from(body, 'utf8') like '%together-%'`,
    );
    expect(payloads?.count).toBe(12);
  });

  it('are counted when they are the same', async () => {
    const same = about(20);
    await held(() => Array.from({ length: 6 }, () => status(same)));
    expect(
      await rows(
        test,
        `select times from alert_payloads where convert_from(body, 'utf8') like '%together-20"%'`,
      ),
    ).toEqual([{ times: 6 }]);
  });

  it('pay for no other one that cannot be taken', async () => {
    await asOwner(test, (owner) =>
      owner.query(`create function refuse_poison() returns trigger language plpgsql
        as $$ begin if new.fingerprint = 'together-31' then raise exception 'poison'; end if; return new; end $$;
        create trigger refuse_poison before insert on alerts for each row execute function refuse_poison()`),
    );
    const statuses = await held(() => [30, 31, 32, 33].map((n) => status(about(n))));
    await asOwner(test, (owner) =>
      owner.query('drop trigger refuse_poison on alerts; drop function refuse_poison()'),
    );
    expect(statuses).toEqual([200, 500, 200, 200]);
    const found = (await kept()).map(({ fingerprint }) => fingerprint);
    expect(found.filter((name) => name.startsWith('together-3'))).toEqual([
      'together-3',
      'together-30',
      'together-32',
      'together-33',
    ]);
  });
});

describe('the limit of requests', () => {
  it('that holds everywhere else is not for sources', async () => {
    const limit = (url: string, method: 'GET' | 'POST') =>
      test.app.inject({ method, url, payload: method === 'POST' ? '{}' : undefined });
    const elsewhere = await limit('/api/v1/me', 'GET');
    expect(elsewhere.headers['x-ratelimit-limit']).toBeDefined();
    const here = await limit('/api/v1/integrations/alertmanager', 'POST');
    expect(here.headers['x-ratelimit-limit']).toBeUndefined();
  });
});
