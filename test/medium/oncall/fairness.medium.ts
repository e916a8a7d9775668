import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { components } from '#contract/api';
import { asOwner, sessionOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { callsOf, scheduleOf, type Call } from './oncall-calls.js';

type Fairness = components['schemas']['Fairness'];

const DAY = 86_400_000;
let test: TestApp;
let call: Call;
let editor: TestActor;
let people: TestActor[];

beforeAll(async () => {
  test = await startTestApp();
  call = callsOf(test);
  editor = await sessionOf(test, [{ role: 'editor', territories: ['CH', 'DE'] }], 'Edith');
  people = [];
  for (const name of ['Ann', 'Ben'])
    people.push(await sessionOf(test, [{ role: 'responder', territories: ['DE'] }], name));
  await call(editor, 'PUT', '/schedules/shop', scheduleOf(people));
});
afterAll(() => test.close());

const read = async (query = '', who = editor) => {
  const answer = await call(who, 'GET', `/schedules/shop/fairness${query}`);
  expect(answer.statusCode).toBe(200);
  return answer.json<Fairness>();
};
const workload = ({ people: all }: Fairness, name: string) =>
  all.find(({ user }) => user.name === name);

/** A page of one step that went out by two ways, as whoever sends leaves it. */
async function page(who: TestActor, at: Date, territory: string, attempt = 1): Promise<void> {
  const [topic, run] = [randomUUID(), randomUUID()];
  await asOwner(test, async (client) => {
    await client.query('insert into notification_topics (id, territory) values ($1, $2)', [
      topic,
      territory,
    ]);
    const { rows } = await client.query('select id from contact_methods where user_id = $1', [
      who.userId,
    ]);
    for (const rule of [randomUUID(), randomUUID()])
      await client.query(
        `insert into notifications (id, topic_id, territory, epoch, kind, urgency, run_id, loop, step, user_id, method_id, rule_id,
           state, attempt, due_at, next_at, created_at, ended_at)
         values ($1, $2, $3, 1, 'page', 'high', $4, 1, 1, $5, $6, $7, 'accepted', $8, $9, $9, $9, $9)`,
        [randomUUID(), topic, territory, run, who.userId, rows[0].id, rule, attempt, at],
      );
  });
}

describe('how a schedule is shared out', () => {
  it('is told of its members over 12 weeks, or over as many as are asked for', async () => {
    const usual = await read();
    expect(Date.parse(usual.to) - Date.parse(usual.from)).toBe(84 * DAY);
    expect(usual.timeZone).toBe('Europe/Berlin');
    expect(usual.uncovered).toBe(0);
    const sum = usual.people.reduce((all, { onCall }) => all + onCall, 0);
    expect(sum).toBe((84 * DAY) / 1000);
    const { most = 0, least = 0, mean = 0 } = usual.spread?.onCall ?? {};
    expect([most - least <= 86_400 + 3600, mean]).toEqual([true, (42 * DAY) / 1000]);
    const month = await read('?weeks=4');
    expect(Date.parse(month.to) - Date.parse(month.from)).toBe(28 * DAY);
    expect(workload(month, 'Ann')?.night).toBeGreaterThan(13 * 7 * 3600);
    const refused = await call(editor, 'GET', '/schedules/shop/fairness?weeks=5');
    expect(refused.json()).toMatchObject({ status: 400, errors: [{ path: 'weeks' }] });
  });

  it('has the pages that came while somebody was on call, once each, of what one may see', async () => {
    const [ann, ben] = people as [TestActor, TestActor];
    const from = new Date(Date.now() - 20 * DAY).toISOString();
    const to = new Date(Date.now() - 10 * DAY).toISOString();
    const { shifts } = (
      await call(editor, 'GET', `/schedules/shop/shifts?from=${from}&to=${to}`)
    ).json<components['schemas']['Shifts']>();
    const shift = shifts.slice(1).find(({ user }) => user.name === 'Ann');
    const noon = new Date(Date.parse(shift?.start ?? '') + 3 * 3_600_000);
    await page(ann, noon, 'DE');
    await page(ann, new Date(noon.getTime() + 14 * 3_600_000), 'CH');
    await page(ann, new Date(noon.getTime() + DAY), 'DE');
    await page(ben, noon, 'DE');
    await page(ann, noon, 'DE', 0);
    const seen = await read('?weeks=4');
    expect(workload(seen, 'Ann')).toMatchObject({ pages: 2, nightPages: 1 });
    expect(workload(seen, 'Ben')).toMatchObject({ pages: 0 });
    expect(seen.spread?.pages).toEqual({ least: 0, most: 2, mean: 1 });
    expect(workload(await read('?weeks=4', ann), 'Ann')).toMatchObject({ pages: 1, nightPages: 0 });
  });

  it('is not told of schedules that one may not read', async () => {
    const swiss = await sessionOf(test, [{ role: 'viewer', territories: ['CH'] }], 'Urs');
    expect((await call(swiss, 'GET', '/schedules/shop/fairness')).statusCode).toBe(404);
  });
});
