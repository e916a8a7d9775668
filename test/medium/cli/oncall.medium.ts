import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sessionOf, tokenOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { callsOf, scheduleOf } from '../oncall/oncall-calls.js';
import { cliOf, listen, type Cli } from './cli.js';

let test: TestApp;
let cli: Cli;
let owner: TestActor;
let ann: TestActor;

beforeAll(async () => {
  test = await startTestApp({ LEITSTAND_SMTP_URL: 'smtp://127.0.0.1:9' });
  const url = await listen(test);
  const editor = [{ role: 'editor', territories: ['DE'] }] as const;
  owner = await tokenOf(test, editor, ['schedule:read', 'override:write', 'policy:read'], ['DE']);
  cli = cliOf(url, owner);
  ann = await sessionOf(test, [{ role: 'responder', territories: ['DE'] }], 'Ann');
  const session = await sessionOf(test, editor, 'Edith');
  const call = callsOf(test);
  await call(session, 'PUT', '/schedules/shop', scheduleOf([ann]));
  const shop = { name: 'Shop', kind: 'service', territory: 'DE' };
  await call(session, 'PUT', '/subjects/shop', shop);
  await call(session, 'PUT', '/subjects/quiet', shop);
  await call(session, 'PUT', '/escalation-policies/shop', {
    name: 'Shop',
    territory: 'DE',
    serves: { subjects: ['shop'] },
    steps: [{ delay: '5m', targets: [{ user: ann.email }] }],
    repeat: 0,
    fallback: { user: session.email },
  });
});
afterAll(() => test.close());

describe('leitstand schedule and oncall', () => {
  it('show schedules, their shifts, and who is on call', async () => {
    const list = await cli('schedule list');
    expect([list.code, list.out]).toEqual([
      0,
      expect.stringMatching(/^SCHEDULE .*\nshop +DE +- +Europe\/Berlin +Ann\n$/),
    ]);
    expect((await cli('schedule list -q --search nothing')).out).toBe('');
    const { out } = await cli('schedule get shop --days 3');
    expect(out).toContain('first: Ann; every day at 09:00, counted from 2026-01-05');
    expect(out).toMatch(/ON CALL +BY\n\S+ \S+ +\S+ \S+ +Ann +first\n$/);
    expect((await cli('oncall now')).out).toMatch(/\nshop +DE +Ann +- +-\n$/);
    expect((await cli('oncall now -o csv')).out).toContain(`Ann,${ann.email},,`);
  });

  it('take a shift, and say what is refused', async () => {
    const to = new Date(Date.now() + 3_600_000).toISOString();
    const taken = await cli(`oncall cover shop --to ${to}`);
    expect([taken.code, taken.err]).toEqual([
      0,
      expect.stringMatching(/^Token Owner is on call on shop from \S+ \S+ to \S+ \S+\n$/),
    ]);
    const now = JSON.parse((await cli('oncall now -o json')).out);
    expect(now.items).toMatchObject([
      { user: { email: owner.email }, until: to, next: { name: 'Ann' } },
    ]);
    const refused = await cli(`oncall cover shop --to ${to} --user nobody@example.org`);
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('user: ')]);
    const unclear = await cli('oncall cover shop --to 2026-03-01T22:00');
    expect([unclear.code, unclear.err]).toEqual([2, expect.stringContaining('--to takes a time')]);
    expect((await cli('oncall cover shop')).code).toBe(2);
    expect((await cli('schedule get shop --days 0')).code).toBe(2);
    expect((await cli('schedule get nothing')).code).toBe(1);
  });

  it('say how a schedule is shared out', async () => {
    const { code, out, err } = await cli('schedule fairness shop --weeks 4');
    expect([code, out]).toEqual([0, expect.stringMatching(/^PERSON +HOURS .*\nAnn +\d+\.\d /)]);
    expect(err).toMatch(/nights and weekends in Europe\/Berlin\.\n$/);
    const csv = await cli('schedule fairness shop --weeks 4 -o csv');
    expect(csv.out).toMatch(/^person,address,.*\r?\nAnn,/);
    expect((await cli('schedule fairness shop --weeks 5')).code).toBe(2);
    expect((await cli('schedule fairness nothing')).code).toBe(1);
  });

  it('say who would be paged about a subject, and end differently where nobody would', async () => {
    const would = await cli('oncall who-if shop --at 2026-03-07T02:10:00Z');
    expect([would.code, would.err]).toEqual([0, 'By policy shop, which serves the subject.\n']);
    expect(would.out).toMatch(
      /^AFTER .*\n\+0 min +\S+ \S+ +step 1 +Ann +mail …\S+\n\+5 min +\S+ \S+ +fallback +Edith +mail …\S+\n$/,
    );
    const ticket = await cli('oncall who-if shop --severity ticket');
    expect([ticket.code, ticket.err]).toEqual([3, expect.stringContaining('page nobody')]);
    const none = await cli('oncall who-if quiet');
    expect([none.code, none.err]).toEqual([
      3,
      'No escalation policy serves quiet: nobody is paged.\n',
    ]);
    expect((await cli('oncall who-if nothing')).code).toBe(1);
    expect((await cli('oncall who-if shop --severity loud')).code).toBe(2);
  });
});
