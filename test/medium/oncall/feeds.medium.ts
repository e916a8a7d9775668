import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import type { components } from '#contract/api';
import { limitOf } from '../../../apps/api/src/access/domain/limits.js';
import { Settings } from '../../../apps/api/src/platform/config/settings.js';
import { hashSecret } from '../../../apps/api/src/platform/kernel/one-time-secret.js';
import { RateLimiter } from '../../../apps/api/src/platform/limits/rate-limiter.js';
import { asOwner, sessionOf, tokenOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { callsOf, scheduleOf, type Call } from './oncall-calls.js';

type Made = components['schemas']['MadeFeed'];

let test: TestApp;
let call: Call;
let editor: TestActor;
let ann: TestActor;
let ben: TestActor;

beforeAll(async () => {
  test = await startTestApp({ LEITSTAND_RATE_LIMIT: '1200' });
  call = callsOf(test);
  editor = await sessionOf(test, [{ role: 'editor', territories: ['DE'] }], 'Edith');
  ann = await sessionOf(test, [{ role: 'responder', territories: ['DE'] }], 'Ann');
  ben = await sessionOf(test, [{ role: 'responder', territories: ['DE'] }], 'Ben');
  await call(editor, 'PUT', '/schedules/shop', scheduleOf([ann, ben]));
});
afterAll(() => test.close());

const make = async (who: TestActor, body: object = {}): Promise<Made> => {
  const answer = await call(who, 'POST', '/me/feeds', body);
  expect(answer.statusCode).toBe(201);
  return answer.json<Made>();
};
const pathOf = ({ url }: Made): string => new URL(url).pathname;
/** As a calendar asks: without any credential. */
const fetched = (path: string, headers: Record<string, string> = {}) =>
  test.app.inject({ method: 'GET', url: path, headers: { accept: '*/*', ...headers } });
const eventsIn = (body: string) =>
  new ICAL.Component(ICAL.parse(body) as never)
    .getAllSubcomponents('vevent')
    .map((one) => new ICAL.Event(one));
const eventsAt = async (path: string) => {
  const answer = await fetched(path);
  expect(answer.statusCode).toBe(200);
  return eventsIn(answer.body);
};
const grantsOf = (who: TestActor, change: 'take' | 'give') =>
  asOwner(test, (client) =>
    change === 'take'
      ? client.query('delete from user_grants where user_id = $1', [who.userId])
      : client.query(
          "insert into user_grants (user_id, role, territory) values ($1, 'responder', 'DE')",
          [who.userId],
        ),
  );

describe('a calendar of my shifts', () => {
  it('has those that the API has, mine alone, in UTC, and is read without signing in', async () => {
    const made = await make(ann);
    expect(pathOf(made)).toMatch(/^\/feeds\/[A-Za-z0-9_-]{22}\.ics$/);
    const answer = await fetched(pathOf(made));
    expect(answer.headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'x-robots-tag': 'noindex, nofollow',
      'referrer-policy': 'no-referrer',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    });
    expect(answer.headers['cache-control']).toMatch(/^private/);
    const from = new Date(Date.now() + 86_400_000);
    const to = new Date(Date.now() + 30 * 86_400_000);
    const query = `from=${from.toISOString()}&to=${to.toISOString()}`;
    const { shifts } = (await call(ann, 'GET', `/schedules/shop/shifts?${query}`)).json<
      components['schemas']['Shifts']
    >();
    const mine = shifts.slice(1, -1).filter(({ user }) => user.name === 'Ann');
    const told = eventsIn(answer.body)
      .map(({ startDate, endDate }) => [
        startDate.toJSDate().toISOString(),
        endDate.toJSDate().toISOString(),
      ])
      .filter(([start = '']) => mine.some((shift) => shift.start === start));
    expect(mine.length).toBeGreaterThan(10);
    expect(told).toEqual(mine.map(({ start, end }) => [start, end]));
    expect(answer.body).not.toContain('Ben');
    expect(answer.body).not.toContain(ann.email);
  });

  it('is not sent again while nothing has changed; a change tells itself by its revision', async () => {
    const path = pathOf(await make(ann));
    const first = await fetched(path);
    const tag = first.headers.etag as string;
    const again = await fetched(path, { 'if-none-match': tag });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    const at = eventsIn(first.body).find(({ startDate }) => startDate.toJSDate() > new Date());
    const start = at?.startDate.toJSDate() as Date;
    const end = new Date(start.getTime() + 3_600_000);
    const over = await call(editor, 'POST', '/schedules/shop/overrides', {
      user: ben.email,
      start,
      end,
    });
    expect(over.statusCode).toBe(201);
    const changed = await fetched(path, { 'if-none-match': tag });
    expect(changed.statusCode).toBe(200);
    const byUid = new Map(eventsIn(changed.body).map((one) => [one.uid, one]));
    expect(byUid.has(at?.uid ?? '')).toBe(false);
    expect([...byUid.values()][0]?.sequence).toBe((at?.sequence ?? 0) + 1);
    await call(editor, 'DELETE', `/schedules/shop/overrides/${over.json().id}`);
    const back = (await eventsAt(path)).find(({ uid }) => uid === at?.uid);
    expect(back?.sequence).toBe((at?.sequence ?? 0) + 2);
    await call(editor, 'PUT', '/schedules/shop', scheduleOf([ann, ben], { name: 'Store' }));
    const renamed = (await eventsAt(path)).find(({ uid }) => uid === at?.uid);
    expect([renamed?.sequence, renamed?.summary]).toEqual([
      (at?.sequence ?? 0) + 3,
      'On call: Store',
    ]);
  });

  it('is empty when its owner may read nothing any more, and there again with the role', async () => {
    const path = pathOf(await make(ben));
    expect((await eventsAt(path)).length).toBeGreaterThan(50);
    await grantsOf(ben, 'take');
    expect(await eventsAt(path)).toEqual([]);
    await grantsOf(ben, 'give');
    expect((await eventsAt(path)).length).toBeGreaterThan(50);
  });

  it('is gone when it is revoked, and with its owner’s account; that is told as what never was', async () => {
    const [one, two] = [await make(ben), await make(ben)];
    expect((await call(ann, 'DELETE', `/me/feeds/${one.id}`)).statusCode).toBe(404);
    expect((await call(ben, 'DELETE', `/me/feeds/${one.id}`)).statusCode).toBe(204);
    const revoked = await fetched(pathOf(one));
    const never = await fetched(`/feeds/${'A'.repeat(22)}.ics`, { accept: 'text/html' });
    const odd = await fetched('/feeds/x');
    const told = ({ statusCode, json }: typeof revoked) => [statusCode, json().detail];
    expect(told(never)).toEqual(told(revoked));
    expect(told(odd)).toEqual(told(revoked));
    expect(revoked.statusCode).toBe(404);
    expect(revoked.headers['x-robots-tag']).toBe('noindex, nofollow');
    expect((await fetched(pathOf(two))).statusCode).toBe(200);
    const disable = (at: string) =>
      asOwner(test, (client) =>
        client.query(`update users set disabled_at = ${at} where id = $1`, [ben.userId]),
      );
    await disable('now()');
    expect((await fetched(pathOf(two))).statusCode).toBe(404);
    await disable('null');
  });

  it('is told once: what is kept leads to no address', async () => {
    const { url, ...made } = await make(ann);
    const secret = new URL(url).pathname.slice(7, 29);
    const kept = await call(ann, 'GET', '/me/feeds');
    expect(kept.json().items[0]).toEqual(made);
    expect(kept.body).not.toContain(secret);
    const rows = await asOwner(test, (client) =>
      client.query(
        'select to_jsonb(f)::text as row from calendar_feeds f union all select to_jsonb(a)::text from audit_events a',
      ),
    );
    expect(rows.rows.some(({ row }) => (row as string).includes('feed.created'))).toBe(true);
    expect(rows.rows.some(({ row }) => (row as string).includes(secret))).toBe(false);
  });

  it('is made by people, not by tokens, at most twenty times, and of what they may read', async () => {
    const token = await tokenOf(test, [], ['self:read', 'self:write'], []);
    expect((await call(token, 'POST', '/me/feeds', {})).statusCode).toBe(403);
    const eve = await sessionOf(test, [{ role: 'viewer', territories: ['CH'] }], 'Eve');
    expect((await call(eve, 'POST', '/me/feeds', { schedule: 'shop' })).statusCode).toBe(404);
    for (let i = 0; i < 20; i++) await make(eve);
    expect((await call(eve, 'POST', '/me/feeds', {})).json()).toMatchObject({
      status: 409,
      errors: [{ code: 'too-many-feeds' }],
    });
  });

  it('is read so often and not more', async () => {
    const [path, other] = [pathOf(await make(ann)), pathOf(await make(ann))];
    const { max } = limitOf('feed', test.app.get(Settings).get('RATE_LIMIT'));
    const limiter = test.app.get(RateLimiter, { strict: false });
    const secret = path.slice('/feeds/'.length, -'.ics'.length);
    for (let i = 1; i < max; i++) void limiter.hit(`feed:${hashSecret(secret)}`, 60_000);
    expect((await fetched(path)).statusCode).toBe(200);
    const refused = await fetched(path);
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([
      429,
      expect.stringMatching(/^\d+$/),
    ]);
    expect((await fetched(other)).statusCode).toBe(200);
  });
});

describe('a calendar of a schedule', () => {
  it('has everybody’s shifts with their names, and goes with the schedule', async () => {
    await call(editor, 'PUT', '/schedules/other', scheduleOf([ann, ben], { name: 'Other' }));
    const path = pathOf(await make(editor, { schedule: 'other' }));
    const names = (await eventsAt(path)).map(({ summary }) => summary);
    expect(new Set(names)).toEqual(new Set(['Ann (Other)', 'Ben (Other)']));
    expect((await fetched(`${path}?lang=de`)).body).toContain('X-WR-CALNAME:Bereitschaft: Other');
    await call(editor, 'DELETE', '/schedules/other');
    expect((await fetched(path)).statusCode).toBe(404);
  });
});
