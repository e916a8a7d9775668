import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { asOwner } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import {
  addSource,
  clockAt,
  deliver,
  rows,
  seedCatalog,
  webhook,
  type Told,
} from './incidents-context.js';

let test: TestApp;
let token: string;
beforeAll(async () => {
  test = await startTestApp();
  await seedCatalog(test);
  token = await addSource(test, 'prometheus');
});
afterAll(() => test.close());
beforeEach(async () => {
  await forget();
  await clockAt(test, 0);
});

/** Takes away what was told, and what rooms downstream made of it. */
function forget(): Promise<void> {
  return asOwner(test, async (owner) => {
    await owner.query('alter table incident_events disable trigger incident_events_no_truncate');
    await owner.query('truncate incidents, alert_groups, alerts, alert_payloads cascade');
    await owner.query('alter table incident_events enable trigger incident_events_no_truncate');
  });
}

const send = (told: readonly Told[], more: object = {}) =>
  deliver(test, token, webhook(told, more));
const ok = async (...told: Told[]) => expect((await send(told)).statusCode).toBe(200);

/** No SLO of ours. */
const BILLING: Told['labels'] = { slo: '', service: 'billing' };

interface IncidentRow {
  state: string;
  class: string;
  firing: number;
  group_key: string;
}
const incidents = () =>
  rows<IncidentRow>(test, 'select state, class, firing, group_key from incidents order by number');
const states = async () => (await incidents()).map(({ state, firing }) => `${state} ${firing}`);
const kinds = async () =>
  (await rows<{ kind: string }>(test, 'select kind from incident_events order by position')).map(
    ({ kind }) => kind,
  );

describe('alerts of one outage', () => {
  it('are one incident of their SLO, from the first to the last, whatever tiers fire', async () => {
    await ok({ fingerprint: 'a1', start: -1 }, { fingerprint: 'a2', start: -1 });
    await ok({ fingerprint: 'a3', start: 0, labels: { long: '6h' } });
    expect(await incidents()).toEqual([
      { state: 'triggered', class: 'page', firing: 3, group_key: 'DE|page|slo:shop-availability' },
    ]);
    const told = { fingerprint: 'b1', start: 0, labels: { severity: 'ticket' } };
    await ok(told, { fingerprint: 'c1', start: 0, labels: { severity: 'none' } });
    expect((await incidents()).map((one) => one.class)).toEqual(['page', 'ticket']);
    await clockAt(test, 5);
    await ok(...['a1', 'a2', 'a3'].map((fingerprint) => ({ fingerprint, start: -1, end: 4 })));
    expect(await states()).toEqual(['resolved 0', 'triggered 1']);
    expect(await kinds()).toEqual([
      'triggered',
      'alerts.fired',
      'triggered',
      'alerts.resolved',
      'resolved',
    ]);
  });

  it('reopen it within a quarter of an hour, and begin another one later', async () => {
    await ok({ fingerprint: 'a', start: 0 });
    await clockAt(test, 2);
    await ok({ fingerprint: 'a', start: 0, end: 1 });
    await clockAt(test, 16);
    await ok({ fingerprint: 'a', start: 16 });
    expect(await states()).toEqual(['triggered 1']);
    await ok({ fingerprint: 'a', start: 16, end: 16 });
    await clockAt(test, 40);
    await ok({ fingerprint: 'a', start: 40 });
    expect(await states()).toEqual(['resolved 0', 'triggered 1']);
  });

  it('leave the same behind in any order and number of deliveries', async () => {
    const deliveries: Told[][] = [
      [{ fingerprint: 'a', start: 0 }],
      [
        { fingerprint: 'a', start: 0 },
        { fingerprint: 'b', start: 1 },
      ],
      [
        { fingerprint: 'a', start: 0, end: 2 },
        { fingerprint: 'b', start: 1 },
      ],
      [
        { fingerprint: 'b', start: 1, end: 3 },
        { fingerprint: 'a', start: 0, end: 2 },
      ],
      [{ fingerprint: 'c', start: 2 }],
    ];
    const statement = `select fingerprint, firing_from, closed_until, (select count(*)::int from incidents) as incidents,
        (select state from incidents where id = incident_id) as state from alerts order by 1`;
    const left = async (order: readonly Told[][]) => {
      await forget();
      for (const told of order) await ok(...told);
      return rows(test, statement);
    };
    const inOrder = await left(deliveries);
    expect(inOrder).toMatchObject([
      { fingerprint: 'a', incidents: 1, state: 'triggered' },
      { fingerprint: 'b' },
      { fingerprint: 'c' },
    ]);
    const [one, two, three, four, five] = deliveries as [Told[], Told[], Told[], Told[], Told[]];
    for (const order of [
      [five, four, three, two, one],
      [three, one, five, two, four, four, one],
      [two, five, four, one, three, two, five],
      [...deliveries, ...deliveries],
    ])
      expect(await left(order)).toEqual(inOrder);
  });

  it('are one incident when deliveries come at once, and none waits for ever', async () => {
    const fingerprints = Array.from({ length: 8 }, (_, n) => `f${n}`);
    const told = (from: number): Told[] =>
      fingerprints.map((_, n): Told => ({
        fingerprint: fingerprints[(n + from) % 8] ?? '',
        start: 0,
        labels: n % 2 ? { severity: 'ticket' } : BILLING,
      }));
    const untilTaken = async (delivery: readonly Told[]) => {
      let status = 503; // as Alertmanager does, when too many come at once
      while (status === 503) status = (await send(delivery)).statusCode;
      return status;
    };
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, n) => untilTaken(n % 2 ? told(n) : told(n).toReversed())),
    );
    expect(answers).toEqual(answers.map(() => 200));
    const all = await incidents();
    expect(new Set(all.map((one) => one.group_key)).size).toBe(all.length);
    const alerts = await rows<{ count: number }>(test, 'select count(*)::int from alerts');
    expect([all.reduce((sum, { firing }) => sum + firing, 0), alerts[0]?.count]).toEqual([8, 8]);
  });

  it('of which one moves between services while deliveries come at once is one alert, and its sender is told to wait at worst', async () => {
    const untilTaken = async (told: Told) => {
      const statuses: number[] = [];
      do
        statuses.push((await send([told], { groupKey: `${told.labels?.['service']}` })).statusCode);
      while (statuses.at(-1) === 503);
      return statuses;
    };
    const services = ['billing', 'shop', 'elsewhere', 'nowhere'];
    for (let round = 0; round < 10; round += 1) {
      const told = (service: string): Told => ({
        fingerprint: `moving-${round}`,
        start: 0,
        labels: { slo: '', service },
      });
      const taken = await Promise.all(services.map((service) => untilTaken(told(service))));
      const others = taken.flat().filter((status) => status !== 200 && status !== 503);
      expect([others, taken.map((statuses) => statuses.at(-1))]).toEqual([
        [],
        [200, 200, 200, 200],
      ]);
    }
    const [alerts] = await rows<{ count: number }>(test, 'select count(*)::int from alerts');
    expect(alerts?.count).toBe(10);
  });

  it('of Leitstand itself are one incident of each rule: what reopens is what its title says', async () => {
    const own = (alertname: string) => ({ slo: '', service: 'leitstand', alertname });
    await asOwner(test, (owner) =>
      owner.query(
        `insert into subjects (id, slug, name, kind, description, territory, team, labels, version, created_at, updated_at)
           select gen_random_uuid(), 'leitstand', 'Leitstand', kind, '', territory, null, '{}', 1, now(), now() from subjects where slug = 'shop'`,
      ),
    );
    const undelivered: Told = {
      fingerprint: 'u',
      start: 0,
      labels: own('LeitstandAlertsUndelivered'),
      annotations: { summary: 'Alerts are not delivered' },
    };
    await ok(undelivered);
    await clockAt(test, 2);
    await ok({ ...undelivered, end: 1 });
    await clockAt(test, 5);
    await ok({
      fingerprint: 'e',
      start: 4,
      labels: own('LeitstandEscalationsLate'),
      annotations: { summary: 'Escalations are late' },
    });
    expect(await rows(test, 'select title, state from incidents order by number')).toEqual([
      { title: 'Alerts are not delivered', state: 'resolved' },
      { title: 'Escalations are late', state: 'triggered' },
    ]);
  });

  it('that somebody else sends are another source’s, and lie where that may lie', async () => {
    const swiss = await addSource(test, 'swiss', ['CH']);
    const labels = { slo: '', service: 'billing', territory: 'DE' };
    const theirs: Told[] = [
      { fingerprint: 'a', start: 0, labels },
      { fingerprint: 'of an SLO', start: 0 },
    ];
    await deliver(test, swiss, webhook(theirs));
    await ok({ fingerprint: 'a', start: 0 });
    const abroad = { source: 'swiss', territory: 'CH', slo: null, subject: null, outside: true };
    expect(
      await rows(
        test,
        'select source, territory, slo, subject, outside from alerts order by source, fingerprint',
      ),
    ).toEqual([
      {
        source: 'prometheus',
        territory: 'DE',
        slo: 'shop-availability',
        subject: 'shop',
        outside: false,
      },
      abroad,
      abroad,
    ]);
  });

  it('keep what they say as they say it', async () => {
    const annotations = { summary: '<script>alert(1)</script> {{ .Labels }} ${x} %s', d: '‮x' };
    await ok({ fingerprint: 'a', start: 0, annotations });
    expect(await rows(test, 'select title from incidents')).toEqual([
      { title: annotations.summary },
    ]);
    expect(await rows(test, 'select annotations from alerts')).toEqual([{ annotations }]);
  });
});

describe('a delivery', () => {
  const payloads = () =>
    rows(
      test,
      "select outcome, reason, alerts, times, convert_from(body, 'UTF8') as body from alert_payloads",
    );

  it('is kept as it came, once', async () => {
    const body = JSON.stringify(webhook([{ fingerprint: 'a', start: 0 }], { foreign: [1] }));
    for (let n = 0; n < 3; n += 1)
      expect((await deliver(test, token, body)).json()).toEqual({ alerts: 1, truncated: 0 });
    expect(await payloads()).toEqual([
      { outcome: 'taken', reason: null, alerts: 1, times: 3, body },
    ]);
    expect(await kinds()).toEqual(['triggered']);
  });

  it.each<[string, object, string | null]>([
    [
      'of another version',
      { version: '5' },
      'The delivery says that it is of version "5"; it was read as version 4, the one that is known here.',
    ],
    ['without a group', { groupKey: null }, null],
    [
      'that says that some were left out',
      { truncatedAlerts: 9 },
      '9 alerts were left out by Alertmanager: raise max_alerts.',
    ],
  ])('%s is taken, and its source told', async (_, more, reason) => {
    expect((await send([{ fingerprint: 'a', start: 0 }], more)).statusCode).toBe(200);
    expect(await states()).toEqual(['triggered 1']);
    const [source] = await rows(
      test,
      `select last_outcome, last_reason from alert_sources where slug = 'prometheus'`,
    );
    expect(source).toEqual({ last_outcome: 'taken', last_reason: reason });
  });

  it.each([
    ['{"alerts":', 'The body is no JSON.'],
    ['', 'The body is no JSON.'],
    ['{"alerts":[7]}', 'alerts.0: must be an object.'],
  ])('that cannot be read is kept, and told why: %j', async (body, reason) => {
    const answer = await deliver(test, token, body);
    expect(answer.json()).toMatchObject({
      status: 400,
      errors: [{ path: 'body', code: 'unreadable', message: reason }],
    });
    expect(await payloads()).toMatchObject([{ outcome: 'unreadable', reason, body }]);
    const [source] = await rows(
      test,
      `select last_outcome, last_reason from alert_sources where slug = 'prometheus'`,
    );
    expect(source).toEqual({ last_outcome: 'unreadable', last_reason: reason });
  });

  it('that is too large is refused and noted, and of its bytes nothing is kept', async () => {
    const answer = await deliver(test, token, Buffer.alloc(20 * 1024 * 1024 + 1, 'x'));
    expect(answer.json()).toMatchObject({ status: 413, code: 'payload-too-large' });
    expect(await payloads()).toMatchObject([{ outcome: 'too-large', body: null }]);
  });

  it('of more alerts than are taken one by one is folded, and ends with its group', async () => {
    const many = (end?: number): Told[] =>
      Array.from({ length: 2100 }, (_, n) => ({
        fingerprint: `f${n}`,
        start: 0,
        ...(end === undefined ? {} : { end }),
        annotations: { description: 'x'.repeat(200) },
      }));
    expect((await send(many())).json()).toEqual({ alerts: 2100, truncated: 0 });
    expect(await rows(test, 'select firing, folded from incidents')).toEqual([
      { firing: 2000, folded: 100 },
    ]);
    await clockAt(test, 3);
    await ok(...many(2).slice(0, 2000));
    expect(await rows(test, 'select state, firing, folded from incidents')).toEqual([
      { state: 'resolved', firing: 0, folded: 0 },
    ]);
  }, 60_000);

  it('that only shows that the way is open is no incident', async () => {
    const labels = { alertname: 'Watchdog', severity: 'none' };
    await ok({ fingerprint: 'w', start: -900, labels });
    expect(await rows(test, 'select from alerts')).toEqual([]);
    const signs = async () => {
      const [source] = await rows<{ watchdog_at: Date; last_delivery_at: Date }>(
        test,
        `select watchdog_at, last_delivery_at from alert_sources where slug = 'prometheus'`,
      );
      return [source?.watchdog_at, source?.last_delivery_at];
    };
    const [open, delivered] = await signs();
    expect(open).toEqual(delivered);
    await clockAt(test, 5);
    await ok({ fingerprint: 'a', start: 0 });
    const [still, later] = await signs();
    expect(still).toEqual(open);
    expect(later).not.toEqual(delivered);
  });
});
