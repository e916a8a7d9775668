import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../../../apps/api/src/audit/use-cases/unit-of-work.js';
import { FOUND_PREFIX } from '../../../apps/api/src/incidents/domain/one-alert.js';
import { SourcesRepository } from '../../../apps/api/src/incidents/db/sources.repository.js';
import { ApplyAlerts } from '../../../apps/api/src/incidents/use-cases/apply-alerts.js';
import { GiveUpSource } from '../../../apps/api/src/incidents/use-cases/give-up-source.js';
import { Database } from '../../../apps/api/src/platform/db/database.js';
import { SystemScopes } from '../../../apps/api/src/platform/db/system-scopes.js';
import { writer } from '../slos/slos-context.js';
import { Believer } from './belief-context.js';
import { NOON, type Told } from './incidents-context.js';

let all: Believer;
let servers: Believer['servers'];
let world: Believer['world'];
let worker: Believer['worker'];
let labels: Record<string, string>;

beforeAll(async () => {
  all = await Believer.begin(['asked', 'heard', 'trusted']);
  ({ servers, world, worker } = all);
  await world.owner.query(`update alert_sources set watchdog_s = 60 where slug = 'heard'`);
}, 60_000);
afterAll(() => all.close());
beforeEach(async () => {
  labels = { slo: '', service: '', alertname: `Alert${await all.forget()}` };
  all.labels = labels;
  await asked(10, null);
});

const asked: Believer['asked'] = (...how) => all.asked(...how);
const minute = () => all.minute();
const tell: Believer['tell'] = (...what) => all.tell(...what);

/** An alert of a subject of its own fires, and its source tells of it. */
async function begin(slug: string): Promise<Told> {
  const told = { fingerprint: labels['alertname'] ?? '', start: minute() };
  await tell(slug, [told], { groupKey: told.fingerprint });
  return told;
}

const rule = (activeAt?: number) => ({
  name: labels['alertname'] ?? '',
  labels: { severity: 'page' },
  ...(activeAt === undefined ? {} : { activeAt }),
});

/** The newest incident: its state, why its end is not believed, and what its timeline says. */
async function newest() {
  const { rows } = await world.owner.query<{
    state: string;
    reason: string | null;
    kinds: string[];
  }>(`select state, unconfirmed_reason as reason,
        array(select kind from incident_events e where e.incident_id = i.id order by seq) as kinds
      from incidents i where id = (select incident_id from alerts where name = '${labels['alertname']}' limit 1)`);
  return rows[0];
}

/** Anna says that what could end the alerts of the source that is asked is gone. */
const giveUp = () =>
  worker
    .get(GiveUpSource)
    .execute({ ...writer('DE'), permissions: new Set(['source:read', 'source:write']) }, 'asked');

describe('an end that is told', () => {
  it('is believed as soon as Prometheus says so', async () => {
    const told = await begin('asked');
    servers.alerting = [rule()];
    await world.advance('10s');
    await tell('asked', [{ ...told, end: minute() }]);
    expect(await newest()).toMatchObject({ state: 'triggered', reason: null });
    await world.advance('5s');
    expect(await newest()).toMatchObject({
      state: 'resolved',
      kinds: ['triggered', 'alerts.resolved', 'resolved'],
    });
  });

  it('is not while Prometheus is dead; it is once it is back and evaluates', async () => {
    const told = await begin('asked');
    servers.alerting = null;
    await tell('asked', [{ ...told, end: minute() }]);
    await world.advance('1m');
    expect(await newest()).toEqual({
      state: 'triggered',
      reason: 'unreachable',
      kinds: ['triggered', 'resolution.unconfirmed'],
    });
    [servers.alerting, servers.startedAt] = [[rule()], world.now];
    await world.advance('30s');
    expect(await newest()).toMatchObject({ state: 'triggered', reason: 'not-evaluating' });
    await world.advance('1m');
    expect(await newest()).toMatchObject({ state: 'resolved', reason: null });
  });

  it('is not by heartbeats while its Prometheus is too slow to answer; it is forgotten when that still fires it', async () => {
    await asked(10, 60);
    const watchdog = () =>
      tell('asked', [{ fingerprint: 'w', start: 0, labels: { alertname: 'Watchdog' } }]);
    const told = await begin('asked');
    servers.alerting = null;
    await tell('asked', [{ ...told, end: minute() }]);
    for (let beats = 0; beats < 5; beats += 1) {
      await world.advance('60s');
      await watchdog();
    }
    expect(await newest()).toEqual({
      state: 'triggered',
      reason: 'unreachable',
      kinds: ['triggered', 'resolution.unconfirmed'],
    });
    servers.alerting = [{ ...rule(NOON.getTime()), evaluatedAt: NOON.getTime() }]; // it answers, and evaluates nothing
    await world.advance('60s');
    expect(await newest()).toMatchObject({ state: 'triggered', reason: 'still-firing' });
    servers.alerting = [rule(NOON.getTime())];
    await world.advance('60s');
    expect(await newest()).toMatchObject({
      state: 'triggered',
      reason: null,
      kinds: expect.arrayContaining(['resolution.refuted']),
    });
  });

  it('is taken back at the next look when it was believed, and the alert has fired all along', async () => {
    await asked(300, null);
    const activeAt = world.now;
    const told = await begin('asked');
    servers.alerting = [rule()];
    await world.advance('10s');
    await tell('asked', [{ ...told, end: minute() }]);
    await world.advance('10s');
    expect(await newest()).toMatchObject({ state: 'resolved' });
    servers.alerting = [rule(activeAt)];
    await world.advance('35s');
    expect(await newest()).toMatchObject({
      state: 'triggered',
      kinds: ['triggered', 'alerts.resolved', 'resolved', 'reopened'],
    });
  });

  it('is believed by nobody while Prometheus is gone for good, until somebody gives its source up', async () => {
    const told = await begin('asked');
    servers.alerting = [rule(world.now)];
    await world.advance('30s');
    await expect(giveUp()).rejects.toMatchObject({ code: 'conflict' });
    servers.alerting = null;
    await tell('asked', [{ ...told, end: minute() }]);
    await world.advance('10m');
    expect(await newest()).toMatchObject({ state: 'triggered', reason: 'unreachable' });
    expect(await giveUp()).toEqual({ alerts: 1 });
    expect(await newest()).toEqual({
      state: 'resolved',
      reason: null,
      kinds: ['triggered', 'resolution.unconfirmed', 'alerts.resolved', 'resolved'],
    });
    const { rows } = await world.owner.query(
      `select actor ->> 'name' as actor, data -> 'givenUp' as given, data -> 'automatic' as automatic
         from incident_events order by at desc, seq desc limit 2`,
    );
    expect(rows).toEqual([
      { actor: 'Anna', given: null, automatic: false },
      { actor: 'Anna', given: true, automatic: null },
    ]);
    const said = `select after from audit_events where action = 'source.given-up'`;
    expect((await world.owner.query(said)).rows).toEqual([{ after: { alerts: 1 } }]);
    expect(await giveUp()).toEqual({ alerts: 0 });
  });

  it('that was given up is taken back by a Prometheus that answers again and says that it fires', async () => {
    await begin('asked');
    const since = world.now;
    servers.alerting = null;
    await world.advance('30s');
    expect(await giveUp()).toEqual({ alerts: 1 });
    expect(await newest()).toMatchObject({ state: 'resolved' });
    servers.alerting = [rule(since - 60_000)];
    await world.advance('1m');
    expect(await newest()).toMatchObject({ state: 'triggered' });
  });

  it('is forgotten when the alert fires on', async () => {
    const told = await begin('asked');
    servers.alerting = null;
    await tell('asked', [{ ...told, end: minute() }]);
    await world.advance('10s');
    servers.alerting = [rule(world.now - 60_000)];
    await world.advance('1m');
    expect(await newest()).toEqual({
      state: 'triggered',
      reason: null,
      kinds: ['triggered', 'resolution.unconfirmed', 'resolution.refuted'],
    });
  });

  it('is held for two heartbeats where nobody can be asked', async () => {
    const watchdog = () =>
      tell('heard', [{ fingerprint: 'w', start: 0, labels: { alertname: 'Watchdog' } }]);
    const told = await begin('heard');
    await tell('heard', [{ ...told, end: minute() }]);
    await world.advance('115s');
    expect(await newest()).toMatchObject({ state: 'triggered', reason: 'held' });
    await world.advance('10s');
    expect(await newest()).toMatchObject({ state: 'triggered', reason: 'silent' });
    await watchdog();
    await world.advance('10s');
    expect(await newest()).toMatchObject({ state: 'resolved' });
  });

  it('is believed at once where nothing could bear it out', async () => {
    const told = await begin('trusted');
    await tell('trusted', [{ ...told, end: minute() }]);
    expect(await newest()).toMatchObject({ state: 'resolved' });
  });
});

describe('what fires in Prometheus', () => {
  const found = async () => {
    const { rows } = await world.owner.query<{ state: string }>(
      `select state from alert_findings where name = '${labels['alertname']}'`,
    );
    return rows.map(({ state }) => state);
  };

  it('and never arrived is taken in late, once, and ends when it is over', async () => {
    servers.alerting = [rule(world.now)];
    await world.advance('30s');
    expect([await found(), await newest()]).toEqual([['waiting'], undefined]);
    await world.advance('60s');
    expect([await found(), await newest()]).toEqual([
      [],
      { state: 'triggered', reason: null, kinds: ['triggered'] },
    ]);
    servers.alerting = [rule()];
    await world.advance('30s');
    expect(await newest()).toMatchObject({ state: 'triggered' });
    await world.advance('30s');
    expect(await newest()).toMatchObject({
      state: 'resolved',
      kinds: ['triggered', 'alerts.resolved', 'resolved'],
    });
  });

  /** What is known of the alert: fingerprints, and how many hold its incident open. */
  const counted = async () => {
    const { rows } = await world.owner.query<{ fingerprint: string; firing: number }>(
      `select a.fingerprint, i.firing from alerts a left join incidents i on i.id = a.incident_id
        where a.name = '${labels['alertname']}'`,
    );
    return rows;
  };
  const foundThenTold = async (isOver: boolean) => {
    servers.alerting = [rule(world.now)];
    const start = minute();
    await world.advance('90s');
    expect(await counted()).toMatchObject([{ firing: 1 }]);
    const told = { fingerprint: labels['alertname'] ?? '', start };
    const end = isOver ? { end: minute() } : {};
    await tell('asked', [{ ...told, ...end }], { groupKey: 'of Alertmanager' });
    return told;
  };

  it('and is told of after it was found is one alert, which never ended', async () => {
    const told = await foundThenTold(false);
    const one = [{ fingerprint: told.fingerprint, firing: 1 }];
    expect(await counted()).toEqual(one);
    await world.advance('65s');
    expect([await counted(), (await newest())?.kinds]).toEqual([one, ['triggered']]);
    servers.alerting = [rule()];
    await tell('asked', [{ ...told, end: minute() }], { groupKey: 'of Alertmanager' });
    await world.advance('30s');
    expect(await newest()).toMatchObject({
      state: 'resolved',
      kinds: ['triggered', 'alerts.resolved', 'resolved'],
    });
  });

  it('and of which the end is told after it was found ends, once', async () => {
    await foundThenTold(true);
    servers.alerting = [rule()];
    await world.advance('30s');
    expect(await counted()).toHaveLength(1);
    expect(await newest()).toMatchObject({
      state: 'resolved',
      kinds: ['triggered', 'alerts.resolved', 'resolved'],
    });
  });

  it('and is told of while it is being taken in is not taken in beside it', async () => {
    const told = await begin('asked');
    servers.alerting = [rule(world.now)];
    const scope = await worker.get(SystemScopes).open('incidents');
    const views = await worker
      .get(Database)
      .read(scope, (tx) => worker.get(SourcesRepository).find(tx, 'asked'));
    const late = {
      fingerprint: `${FOUND_PREFIX}1`,
      status: 'firing',
      name: labels['alertname'] ?? '',
      labels: { ...labels, severity: 'page' },
      annotations: {},
      summary: 'found',
      generatorUrl: null,
      folded: 0,
      startsAt: new Date(world.now),
      endsAt: new Date(world.now),
    } as const;
    await worker.get(UnitOfWork).run(scope, async (write) => {
      write.unrecorded('a test');
      if (!views) throw new Error('no source');
      const batch = { upstream: 'found', alerts: [late] };
      await worker.get(ApplyAlerts).within(write, views.source, [batch], 'reconciled');
    });
    expect(await counted()).toEqual([{ fingerprint: told.fingerprint, firing: 1 }]);
    expect((await newest())?.kinds).toEqual(['triggered']);
  });

  it('and is silenced pages nobody, and is counted', async () => {
    servers.alerting = [rule(world.now)];
    servers.listed = [
      {
        fingerprint: 's',
        labels: { alertname: labels['alertname'], severity: 'page' },
        receivers: [{ name: 'leitstand' }],
        status: { state: 'suppressed', silencedBy: ['silence-1'], inhibitedBy: [] },
      },
    ];
    await world.advance('3m');
    expect([await found(), await newest()]).toEqual([['suppressed'], undefined]);
  });

  it('cannot be known while it does not answer, which its source says until it does', async () => {
    const trouble = async () => {
      const { rows } = await world.owner.query<{ words: string | null }>(
        `select reconcile_trouble as words from alert_sources where slug = 'asked'`,
      );
      return rows[0]?.words ?? null;
    };
    servers.alerting = null;
    await world.advance('35s');
    expect(await trouble()).toMatch(/^Prometheus does not answer/);
    servers.alerting = [];
    await world.advance('35s');
    expect(await trouble()).toBeNull();
  });
});
