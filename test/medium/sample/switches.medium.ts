import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asOwner, sessionOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { seedSubjects, sloDocument } from '../slos/slos-context.js';
import { ControlServer } from './control-server.js';

const TOTALS = { requests: 100, errors: 2, slow: 7 };
const TOKEN = 'a-token-that-only-tests-use';
const OFF = { load: 'normal', errors: 0, slowness: 0 };

const shop = new ControlServer();
let test: TestApp;
let viewer: TestActor;
let responder: TestActor;
beforeAll(async () => {
  test = await startTestApp({
    LEITSTAND_SAMPLE: 'on',
    LEITSTAND_SAMPLE_URL: await shop.start(),
    LEITSTAND_SAMPLE_TOKEN: TOKEN,
  });
  viewer = await sessionOf(test, [{ role: 'viewer', territories: ['DE'] }]);
  responder = await sessionOf(test, [
    { role: 'responder', territories: ['DE'] },
    { role: 'auditor', territories: ['DE'] },
  ]);
});
afterAll(async () => {
  await shop.stop();
  await test.close();
});

const get = (actor: TestActor) =>
  test.app.inject({ method: 'GET', url: '/api/v1/sample', headers: actor.headers });
const put = (actor: TestActor, payload: object) =>
  test.app.inject({ method: 'PUT', url: '/api/v1/sample', headers: actor.headers, payload });

/** A shop that remembers its switches. */
function remembers(): void {
  let switches: object = OFF;
  shop.behave = (method, body) => {
    if (method === 'PUT') switches = { ...switches, ...(body as object) };
    return { status: 200, body: { ...switches, totals: TOTALS, extra: 'not ours' } };
  };
}

describe('the switches of the sample shop', () => {
  it('are shown to whoever may read objectives', async () => {
    remembers();
    const answer = await get(viewer);
    expect([answer.statusCode, answer.json()]).toEqual([200, { ...OFF, totals: TOTALS }]);
  });

  it('are changed by a responder, who is named in the audit trail with before and after', async () => {
    remembers();
    shop.calls.length = 0;
    const answer = await put(responder, { errors: 0.05 });
    expect([answer.statusCode, answer.json()]).toEqual([
      200,
      { ...OFF, errors: 0.05, totals: TOTALS },
    ]);
    expect(shop.calls).toEqual(['GET /control', 'PUT /control {"errors":0.05}']);
    expect(shop.authorization).toBe(`Bearer ${TOKEN}`);
    const trail = await test.app.inject({
      method: 'GET',
      url: '/api/v1/audit?action=sample.switched',
      headers: responder.headers,
    });
    expect(trail.json().items).toMatchObject([
      {
        action: 'sample.switched',
        actor: { id: responder.userId },
        target: { kind: 'sample', name: 'shop' },
        before: OFF,
        after: { ...OFF, errors: 0.05 },
      },
    ]);
  });

  it('are not for a viewer to change, nor for strangers to see', async () => {
    remembers();
    shop.calls.length = 0;
    expect((await put(viewer, { errors: 1 })).statusCode).toBe(403);
    expect((await test.app.inject({ method: 'GET', url: '/api/v1/sample' })).statusCode).toBe(401);
    expect(shop.calls).toEqual([]);
  });

  it('name every field at fault before the shop hears of it', async () => {
    shop.calls.length = 0;
    const answer = await put(responder, { errors: 2, load: 'storm', delay: 1 });
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'validation-failed']);
    expect(
      answer
        .json()
        .errors.map(({ path }: { path: string }) => path)
        .toSorted(),
    ).toEqual(['delay', 'errors', 'load']);
    expect(shop.calls).toEqual([]);
  });
});

describe('a shop that refuses or is away', () => {
  it('has its refusal passed on with the fields, and nothing written down', async () => {
    const errors = [{ path: 'slowness', code: 'too-big', message: 'is too much for this shop' }];
    shop.behave = (method) =>
      method === 'GET'
        ? { status: 200, body: { ...OFF, totals: TOTALS } }
        : { status: 422, body: { errors } };
    const answer = await put(responder, { slowness: 1 });
    expect([answer.statusCode, answer.json().code, answer.json().errors]).toEqual([
      400,
      'validation-failed',
      errors,
    ]);
    const trail = await test.app.inject({
      method: 'GET',
      url: '/api/v1/audit?action=sample.switched',
      headers: responder.headers,
    });
    expect(trail.json().items).toHaveLength(1);
  });

  it('is a dependency away when it hangs, for no longer than about two seconds', async () => {
    shop.behave = () => null;
    const started = performance.now();
    const answer = await get(viewer);
    expect([answer.statusCode, answer.json().code]).toEqual([503, 'dependency-unavailable']);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it.each([
    [500, { detail: 'broken' }],
    [200, { load: 'normal' }],
  ])('is a dependency away when it answers %i with %j', async (status, body) => {
    shop.behave = () => ({ status, body });
    const answer = await get(viewer);
    expect([answer.statusCode, answer.json().code]).toEqual([503, 'dependency-unavailable']);
  });
});

describe('without sample data', () => {
  it('there are no switches', async () => {
    const bare = await startTestApp({ LEITSTAND_SAMPLE: 'off' });
    try {
      const { headers } = await sessionOf(bare, [{ role: 'admin', territories: ['DE'] }]);
      const read = await bare.app.inject({ method: 'GET', url: '/api/v1/sample', headers });
      const write = await bare.app.inject({
        method: 'PUT',
        url: '/api/v1/sample',
        headers,
        payload: { errors: 0 },
      });
      expect([read, write].map(({ statusCode, json }) => [statusCode, json().code])).toEqual([
        [404, 'not-found'],
        [404, 'not-found'],
      ]);
    } finally {
      await bare.close();
    }
  });
});

describe('a sample shop that is measured in several territories', () => {
  it('is switched by whoever may in all of them', async () => {
    remembers();
    await asOwner(test, seedSubjects);
    const admin = await sessionOf(test, [{ role: 'admin', territories: ['CH', 'DE'] }]);
    for (const [name, subject] of [
      ['sample-de', 'shop'],
      ['sample-ch', 'shop-ch'],
    ] as const) {
      const payload = sloDocument(name, { subject }, { labels: { sample: 'true' } });
      const url = `/api/v1/slos/${name}`;
      const saved = await test.app.inject({ method: 'PUT', url, headers: admin.headers, payload });
      expect(saved.statusCode).toBe(201);
    }
    shop.calls.length = 0;
    const refused = await put(responder, { errors: 0.1 });
    expect([refused.statusCode, refused.json().detail]).toEqual([
      403,
      'The sample shop is also measured in CH, where you may not switch it.',
    ]);
    expect(shop.calls).toEqual([]);
    expect((await put(admin, { errors: 0 })).statusCode).toBe(200);
  });
});
