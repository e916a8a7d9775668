import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asOwner, sessionOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { rota } from './rota.js';

let test: TestApp;
let editor: TestActor;
let ann: TestActor;

beforeAll(async () => {
  test = await startTestApp({ LEITSTAND_SMTP_URL: 'smtp://127.0.0.1:9' });
  editor = await sessionOf(test, [{ role: 'editor', territories: ['DE'] }], 'Greta');
  ann = await sessionOf(test, [{ role: 'responder', territories: ['DE'] }], 'Ann');
  rota.layers[0]?.rotation.members.push(ann.email);
});
afterAll(() => test.close());

const call = (method: 'GET' | 'PUT', path: string, payload?: object, by = editor) =>
  test.app.inject({
    method,
    url: `/api/v1${path}`,
    headers: by.headers,
    ...(payload ? { payload } : {}),
  });
const owned = (text: string, values: string[]) =>
  asOwner(test, (owner) => owner.query(text, values));
const at = (slug: string) => `/escalation-policies/${slug}`;
const bodyOf = (change: object) => ({
  name: 'Shop',
  territory: 'DE',
  serves: {},
  repeat: 1,
  fallback: { user: editor.email },
  ...change,
});

describe('whom escalation policies reach', () => {
  it('is told of each, whom it pages first, with what keeps it from more', async () => {
    const mute = await sessionOf(test, [{ role: 'responder', territories: ['DE'] }], 'Silent');
    await owned('update users set email_verified = false where id = $1', [mute.userId]);
    const hours = [{ days: ['monday'], from: '09:00', to: '10:00' }];
    const [layer] = rota.layers;
    const mondays = { ...rota, layers: [{ ...layer, restrictions: hours }] };
    expect((await call('PUT', '/schedules/mondays', mondays)).statusCode).toBe(201);
    const steps = [
      { delay: '5m', targets: [{ schedule: 'mondays' }, { user: mute.email }] },
      { delay: '5m', targets: [{ user: ann.email }] },
    ];
    await call('PUT', at('reach-some'), bodyOf({ steps }));
    const nobody = { steps: [{ delay: '5m', targets: [{ user: mute.email }] }] };
    const waiver = 'Their phones come on Monday.';
    await call(
      'PUT',
      at('reach-none'),
      bodyOf({ ...nobody, fallback: { user: mute.email }, waiver }),
    );
    const reach = async (time: string, by = editor) => {
      const answer = await call('GET', `/reach?q=reach-&at=${time}`, undefined, by);
      return answer.json() as { at: string; items: object[]; nextCursor: string | null };
    };
    const silent = expect.objectContaining({ name: 'Silent' });
    const saturday = await reach('2026-03-07T08:30:00Z');
    expect(saturday).toMatchObject({ at: '2026-03-07T08:30:00.000Z', nextCursor: null });
    expect(saturday.items).toEqual([
      expect.objectContaining({
        policy: 'reach-none',
        territory: 'DE',
        route: null,
        step: null,
        people: [],
        unreached: [
          { step: 1, schedule: null, user: silent },
          { step: 2, schedule: null, user: silent },
        ],
      }),
      expect.objectContaining({
        policy: 'reach-some',
        route: 'step',
        step: 2,
        people: [expect.objectContaining({ name: 'Ann' })],
        unreached: [
          { step: 1, schedule: 'mondays', user: null },
          { step: 1, schedule: null, user: silent },
        ],
      }),
    ]);
    expect((await reach('2026-03-09T08:30:00Z')).items[1]).toMatchObject({
      policy: 'reach-some',
      step: 1,
      unreached: [],
    });
    const swiss = await sessionOf(test, [{ role: 'viewer', territories: ['CH'] }]);
    expect((await reach('2026-03-09T08:30:00Z', swiss)).items).toEqual([]);
  });
});

describe('who would be paged about a subject', () => {
  const simulated = async (subject: string, query = '', by = editor) => {
    const answer = await call('GET', `/subjects/${subject}/simulation${query}`, undefined, by);
    return [answer.statusCode, answer.json() as object];
  };
  const put = async (path: string, body: object) =>
    expect((await call('PUT', path, body)).statusCode).toBe(201);

  it('is told by the policy of the subject, of its team, of its territory, or by none', async () => {
    await put('/teams/who-if', { name: 'Who if', territory: 'DE' });
    const subject = { kind: 'service', territory: 'DE' };
    await put('/subjects/who-own', { name: 'Own', ...subject, team: 'who-if' });
    await put('/subjects/who-team', { name: 'Of the team', ...subject, team: 'who-if' });
    await put('/subjects/who-rest', { name: 'The rest', ...subject });
    const steps = [{ delay: '5m', targets: [{ user: ann.email }] }];
    const [, before] = await simulated('who-rest');
    expect(before).toMatchObject({ policy: null, pagesPeople: false, pages: [] });
    await put(at('who-own'), bodyOf({ steps, serves: { subjects: ['who-own'] } }));
    await put(at('who-team'), bodyOf({ steps, serves: { teams: ['who-if'] } }));
    await put(at('who-rest'), bodyOf({ steps, serves: { default: true } }));

    const time = '2026-03-07T02:10:00.000Z';
    expect(await simulated('who-own', `?at=${time}`)).toEqual([
      200,
      expect.objectContaining({
        policy: { slug: 'who-own', name: 'Shop', because: 'subject' },
        at: time,
        severity: 'page',
        pagesPeople: true,
      }),
    ]);
    const [, team] = await simulated('who-team', `?at=${time}`);
    expect(team).toMatchObject({
      policy: { slug: 'who-team', because: 'team' },
      pages: [
        { at: time, route: 'step', loop: 1, step: 1, people: [{ name: 'Ann' }] },
        { route: 'step', loop: 2, step: 1 },
        { route: 'fallback', loop: 2, people: [{ name: 'Greta' }] },
      ],
    });
    const [, ticket] = await simulated('who-rest', '?severity=ticket');
    expect(ticket).toMatchObject({
      policy: { slug: 'who-rest', because: 'default' },
      pagesPeople: false,
      pages: [],
    });
  });

  it('is told to whoever may see the subject only', async () => {
    const swiss = await sessionOf(test, [{ role: 'viewer', territories: ['CH'] }]);
    expect((await simulated('who-own', '', swiss))[0]).toBe(404);
    expect((await simulated('nothing-there'))[0]).toBe(404);
    expect((await simulated('who-own', '?severity=loud'))[0]).toBe(400);
  });
});

describe('a policy over HTTP', () => {
  it('wants everybody of a step where it says so, which a document and the simulation say, too', async () => {
    const targets = [{ user: ann.email }];
    const steps = [
      { delay: '5m', targets, everybody: true },
      { delay: '5m', targets, everybody: false },
    ];
    expect((await call('PUT', at('all'), bodyOf({ steps }))).json()).toMatchObject({
      steps: [{ everybody: true }, { everybody: false }],
    });
    const [plain, wanted] = [
      { delay: '5m', targets },
      { delay: '5m', targets, everybody: true },
    ];
    const once = await call('PUT', at('all'), bodyOf({ steps: [wanted, plain] }));
    expect(once.json()).toMatchObject({ version: 1 }); // false goes without saying
    const { pages } = (await call('GET', `${at('all')}/simulation`)).json<{
      pages: { everybody: boolean }[];
    }>();
    expect(pages.slice(0, 2).map(({ everybody }) => everybody)).toEqual([true, false]);
  });
});
