import type { components } from '#contract/api';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ReadOnCall } from '../../../apps/api/src/oncall/use-cases/read-on-call.js';
import { DatabaseReader } from '../../../apps/api/src/platform/db/database-reader.js';
import { systemScope } from '../../../apps/api/src/platform/kernel/scope.js';
import { asOwner, sessionOf, tokenOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { callsOf, scheduleOf, type Call } from './oncall-calls.js';

const DAY = 86_400_000;
/** Noon in UTC of a day from now on: the shift of one person, from 9 to 9 in Berlin, is on both sides of it. */
const noon = (days: number) => new Date((Math.floor(Date.now() / DAY) + days) * DAY + DAY / 2);
const after = (at: Date, minutes: number) => new Date(at.getTime() + minutes * 60_000);

let test: TestApp;
let call: Call;
let editor: TestActor;
let people: Record<'Ann' | 'Ben' | 'Cat', TestActor>;

beforeAll(async () => {
  test = await startTestApp();
  call = callsOf(test);
  editor = await sessionOf(test, [{ role: 'editor', territories: ['DE'] }], 'Edith');
  const responder = (name: string) =>
    sessionOf(test, [{ role: 'responder', territories: ['DE'] }], name);
  people = {
    Ann: await responder('Ann'),
    Ben: await responder('Ben'),
    Cat: await responder('Cat'),
  };
  await call(editor, 'PUT', '/schedules/shop', scheduleOf([people.Ann, people.Ben]));
});
afterAll(() => test.close());
beforeEach(() => asOwner(test, (client) => client.query('delete from schedule_overrides')));

type Name = keyof typeof people;
const cover = (by: TestActor, user: TestActor, start: Date, end: Date, headers = {}) =>
  call(by, 'POST', '/schedules/shop/overrides', { user: user.email, start, end }, headers);
const onCallAt = async (at: Date) => {
  const { items } = (await call(editor, 'GET', `/on-call?at=${at.toISOString()}`)).json();
  return items.find(({ schedule }: { schedule: string }) => schedule === 'shop');
};
/** Two days from now: whose shift it is, and whose it is not. */
async function shiftAt(at: Date): Promise<{ theirs: Name; other: Name }> {
  const theirs = (await onCallAt(at)).user.name as Name;
  return { theirs, other: theirs === 'Ann' ? 'Ben' : 'Ann' };
}

describe('an override', () => {
  it.each([
    ['nothing is said of when', undefined],
    ['a telephone whose clock is slow says when', -5],
  ])('begins by the clock of the server where %s', async (_, minutes) => {
    const asked = Date.now();
    const start = minutes === undefined ? {} : { start: after(new Date(), minutes) };
    const payload = { user: people.Cat.email, ...start, end: noon(2) };
    const made = await call(editor, 'POST', '/schedules/shop/overrides', payload);
    expect(made.statusCode).toBe(201);
    const [kept] = (await call(editor, 'GET', '/schedules/shop/overrides')).json().items;
    expect(kept.start).toBe(made.json().start);
    expect(Date.parse(kept.start)).toBeGreaterThanOrEqual(asked);
    expect(Date.parse(kept.start)).toBeLessThanOrEqual(Date.now());
  });

  it('counts before the rotation, the last one before the others, until it is taken back', async () => {
    const at = noon(2);
    const { theirs, other } = await shiftAt(at);
    const first = await cover(editor, people.Cat, at, after(at, 120));
    expect(first.json()).toMatchObject({
      user: { name: 'Cat' },
      createdBy: { name: 'Edith' },
      start: at.toISOString(),
    });
    const second = await cover(editor, people[other], after(at, 30), after(at, 60));
    const query = `from=${after(at, -60).toISOString()}&to=${after(at, 180).toISOString()}`;
    const answer = await call(editor, 'GET', `/schedules/shop/shifts?${query}`);
    const { shifts, gaps } = answer.json<components['schemas']['Shifts']>();
    const minute = (time: string) => (Date.parse(time) - at.getTime()) / 60_000;
    const told = shifts.map(({ user, start, end, layer, override }) => [
      user.name,
      minute(start),
      minute(end),
      layer ?? override,
    ]);
    const [one, two] = [first.json().id, second.json().id];
    expect(told).toEqual([
      [theirs, -60, 0, 'first'],
      ['Cat', 0, 30, one],
      [other, 30, 60, two],
      ['Cat', 60, 120, one],
      [theirs, 120, 180, 'first'],
    ]);
    expect(gaps).toEqual([]);
    expect(await onCallAt(after(at, 45))).toMatchObject({
      user: { name: other },
      until: after(at, 60).toISOString(),
      next: { name: 'Cat' },
      override: two,
    });
    const taken = await call(editor, 'DELETE', `/schedules/shop/overrides/${two}`);
    expect(taken.statusCode).toBe(204);
    expect((await onCallAt(after(at, 45))).user.name).toBe('Cat');
    expect((await call(editor, 'GET', '/schedules/shop/overrides')).json().items).toEqual([
      first.json(),
    ]);
  });

  it('is what rooms downstream are told', async () => {
    const at = noon(3);
    const { theirs } = await shiftAt(at);
    await cover(editor, people.Cat, at, after(at, 60));
    const read = (instant: Date, territories = ['DE']) =>
      test.app
        .get(DatabaseReader)
        .read(systemScope('escalation', territories), (tx) =>
          test.app.get(ReadOnCall, { strict: false }).execute(tx, ['shop', 'nothing'], instant),
        );
    expect(await read(at)).toEqual(new Map([['shop', [people.Cat.userId]]]));
    expect(await read(after(at, 60))).toEqual(new Map([['shop', [people[theirs].userId]]]));
    expect(await read(at, ['CH'])).toEqual(new Map());
  });

  it('covers a gap, too, and a gap is told as nobody', async () => {
    const night = { days: ['monday'], from: '03:00', to: '03:05' };
    const body = scheduleOf([people.Ann]);
    const layers = [{ ...body.layers[0], restrictions: [night] }];
    await call(editor, 'PUT', '/schedules/gaps', { ...body, layers });
    const at = noon(2);
    const onGap = async () => {
      const { items } = (await call(editor, 'GET', `/on-call?at=${at.toISOString()}`)).json();
      return items.find(({ schedule }: { schedule: string }) => schedule === 'gaps');
    };
    expect(await onGap()).toMatchObject({ user: null, layer: null, next: { name: 'Ann' } });
    const end = after(at, 60);
    const payload = { user: people.Ben.email, start: at, end };
    expect((await call(people.Ben, 'POST', '/schedules/gaps/overrides', payload)).statusCode).toBe(
      201,
    );
    expect(await onGap()).toMatchObject({
      user: { name: 'Ben' },
      until: end.toISOString(),
      next: null,
    });
    await call(editor, 'DELETE', '/schedules/gaps');
  });

  it('that goes on ends when it is taken back; one that is over stays', async () => {
    const past = new Date(Date.now() - DAY);
    const made = await cover(editor, people.Cat, past, noon(2));
    const { id, start } = made.json();
    expect(Date.parse(start)).toBeGreaterThan(past.getTime() + DAY - 60_000);
    await asOwner(test, (client) =>
      client.query("update schedule_overrides set starts_at = now() - interval '1 hour'"),
    );
    const remove = () => call(editor, 'DELETE', `/schedules/shop/overrides/${id}`);
    expect((await remove()).statusCode).toBe(204);
    expect((await onCallAt(new Date(Date.now() - 600_000))).user.name).toBe('Cat');
    expect((await remove()).json()).toMatchObject({ status: 409 });
  });

  it.each<[string, string, (at: Date) => { start: Date; end: Date }]>([
    ['end', 'not-after-start', (at) => ({ start: at, end: at })],
    ['end', 'in-the-past', () => ({ start: noon(-3), end: noon(-2) })],
    ['end', 'too-long', (at) => ({ start: at, end: after(at, 367 * 1440) })],
  ])('names %s (%s) when it is wrong', async (path, code, times) => {
    const { start, end } = times(noon(2));
    const answer = await cover(editor, people.Ann, start, end);
    expect(answer.json()).toMatchObject({ status: 400, errors: [{ path, code }] });
  });

  it('is by people who can be on call there', async () => {
    const viewer = await sessionOf(test, [{ role: 'viewer', territories: ['DE'] }]);
    const answer = await cover(editor, viewer, noon(2), noon(3));
    expect(answer.json()).toMatchObject({
      status: 400,
      errors: [{ path: 'user', code: 'not-a-responder' }],
    });
    expect((await cover(viewer, people.Ann, noon(2), noon(3))).statusCode).toBe(403);
  });

  it('is made once by whoever says so twice', async () => {
    const key = { 'idempotency-key': 'cover-once' };
    const [start, end] = [noon(2), noon(3)];
    const first = await cover(editor, people.Cat, start, end, key);
    const second = await cover(editor, people.Cat, start, end, key);
    expect(second.json()).toEqual(first.json());
    expect((await call(editor, 'GET', '/schedules/shop/overrides')).json().items).toHaveLength(1);
  });
});

describe('a responder', () => {
  it('takes a shift of another, and gives it back', async () => {
    const at = noon(2);
    const { other } = await shiftAt(at);
    const taken = await cover(people[other], people[other], at, after(at, 60));
    expect(taken.statusCode).toBe(201);
    expect((await onCallAt(at)).user.name).toBe(other);
    const path = `/schedules/shop/overrides/${taken.json().id}`;
    expect((await call(people.Cat, 'DELETE', path)).json()).toMatchObject({ status: 403 });
    expect((await call(people[other], 'DELETE', path)).statusCode).toBe(204);
  });

  it('gives a shift of their own away, and not one that is another’s in part', async () => {
    const at = noon(2);
    const { theirs, other } = await shiftAt(at);
    const give = (by: Name, end: Date) => cover(people[by], people.Cat, at, end);
    expect((await give(other, after(at, 60))).json()).toMatchObject({ status: 403 });
    expect((await give(theirs, after(at, 2 * 1440))).json()).toMatchObject({ status: 403 });
    expect((await give(theirs, after(at, 60))).statusCode).toBe(201);
    // It is Cat’s now, and so no longer theirs to give.
    expect((await give(theirs, after(at, 60))).statusCode).toBe(403);
  });

  it('does not take back what an editor arranged', async () => {
    const made = await cover(editor, people.Cat, noon(2), noon(3));
    const path = `/schedules/shop/overrides/${made.json().id}`;
    expect((await call(people.Cat, 'DELETE', path)).statusCode).toBe(403);
    expect((await call(editor, 'DELETE', path)).statusCode).toBe(204);
    expect((await call(editor, 'DELETE', path)).statusCode).toBe(404);
    expect((await call(editor, 'DELETE', '/schedules/shop/overrides/none')).statusCode).toBe(404);
  });

  it('does with a token of theirs what its scopes let them', async () => {
    const grants = [{ role: 'editor', territories: ['DE'] }] as const;
    const at = noon(2);
    const token = await tokenOf(test, grants, ['override:write'], ['DE']);
    expect((await cover(token, people.Cat, at, after(at, 60))).statusCode).toBe(403);
    expect((await cover(token, token, at, after(at, 60))).json()).toMatchObject({
      createdBy: { name: 'Token Owner' },
    });
  });
});

describe('shifts', () => {
  it.each([
    ['from=2026-03-02&to=2026-03-02', 'to', 'not-after-from'],
    ['from=2026-03-02&to=2027-03-04', 'to', 'too-long'],
    ['from=2026-03-02', 'to', 'invalid-union'],
    ['from=soon&to=2027-03-04', 'from', 'invalid-union'],
  ])('are refused for %s, which names %s', async (query, path, code) => {
    const answer = await call(editor, 'GET', `/schedules/shop/shifts?${query}`);
    expect(answer.json()).toMatchObject({ status: 400, errors: [{ path, code }] });
  });
});
