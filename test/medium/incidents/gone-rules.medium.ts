import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Believer } from './belief-context.js';

let all: Believer;
let servers: Believer['servers'];
let world: Believer['world'];

beforeAll(async () => {
  all = await Believer.begin(['asked']);
  ({ servers, world } = all);
  await all.asked(10, null);
}, 60_000);
afterAll(() => all.close());

const minute = () => all.minute();

describe('an end that is told of an SLO’s alert', () => {
  const of = (name: string, activeAt?: number) => ({
    name,
    labels: { severity: 'page', slo: 'shop-gone' },
    ...(activeAt === undefined ? {} : { activeAt }),
  });
  const BURN = 'LeitstandBudgetBurnFast';
  beforeEach(async () => {
    const nth = await all.forget();
    await world.owner.query(`delete from slos where slug = 'shop-gone'`);
    await world.owner
      .query(`insert into slos (id, slug, subject_id, territory, document, target, time_window, version, published_version, indicator_revision)
        select gen_random_uuid(), 'shop-gone', id, territory, '{}', '99.9', '30d', 1, 1, 1 from subjects where slug = 'shop'`);
    all.labels = { slo: 'shop-gone', service: '', alertname: BURN, case: String(nth) };
    servers.rulesOf.set('shop-gone', { from: world.now - 3_600_000 });
  });
  const incident = async () => {
    const { rows } = await world.owner.query<{ state: string; reason: string | null }>(
      `select i.state, i.unconfirmed_reason as reason from alerts a join incidents i on i.id = a.incident_id
        where a.labels ->> 'case' = $1`,
      [all.labels['case']],
    );
    return rows[0];
  };
  const burn = async () => {
    const told = { fingerprint: `f-${all.labels['case']}`, start: minute() };
    await all.tell('asked', [told], { groupKey: told.fingerprint });
    return told;
  };
  const gone = { state: 'triggered', reason: 'not-evaluating' };

  it('is not believed while all rules of SLOs are gone and others are evaluated; they come back, and it fires on', async () => {
    const told = await burn();
    servers.alerting = [of('Watchdog', 0)];
    servers.rulesOf.set('shop-gone', { from: world.now - 3_600_000, to: world.now });
    await all.tell('asked', [{ ...told, end: minute() }]);
    await world.advance('3m');
    expect(await incident()).toEqual(gone);
    servers.rulesOf.set('shop-gone', { from: world.now });
    servers.alerting = [of(BURN)];
    await world.advance('30s');
    expect(await incident()).toEqual(gone);
    servers.alerting = [of(BURN, world.now)];
    await world.advance('10s');
    expect(await incident()).toEqual({ state: 'triggered', reason: null });
  });

  it('is not believed while the rules of this SLO alone are gone; it is when they are back for a while and it does not fire', async () => {
    const told = await burn();
    servers.alerting = [of(BURN)];
    servers.rulesOf.set('shop-gone', { from: world.now - 3_600_000, to: world.now - 30_000 });
    await all.tell('asked', [{ ...told, end: minute() }]);
    await world.advance('2m');
    expect(await incident()).toEqual(gone);
    servers.rulesOf.set('shop-gone', { from: world.now });
    await world.advance('40s');
    expect(await incident()).toEqual(gone);
    await world.advance('40s');
    expect(await incident()).toEqual({ state: 'resolved', reason: null });
  });

  it('is believed once its SLO is deleted', async () => {
    const told = await burn();
    servers.alerting = [of(BURN)];
    servers.rulesOf.delete('shop-gone');
    await all.tell('asked', [{ ...told, end: minute() }]);
    await world.advance('1m');
    expect(await incident()).toEqual(gone);
    await world.owner.query(
      `update slos set deleted_at = leitstand_now(), subject_id = null where slug = 'shop-gone'`,
    );
    await world.advance('1m');
    expect(await incident()).toEqual({ state: 'resolved', reason: null });
  });

  it('of which nobody told is not concluded from the absence of its rules', async () => {
    await burn();
    servers.alerting = [of('Watchdog', 0)];
    servers.rulesOf.delete('shop-gone');
    await world.advance('2m');
    expect(await incident()).toEqual({ state: 'triggered', reason: null });
  });
});
