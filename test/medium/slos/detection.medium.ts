import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Detection } from '#slo';
import { asOwner, sessionOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { seedSubjects, sloDocument } from './slos-context.js';

let test: TestApp;
let anna: TestActor;
let swiss: TestActor;

interface Envelope {
  targetSeconds: number;
  eventsPerSecond: number | null;
  withinTarget: Detection | null;
  paged: Detection | null;
  points: Detection[];
}

beforeAll(async () => {
  test = await startTestApp();
  await asOwner(test, seedSubjects);
  anna = await sessionOf(test, [{ role: 'editor', territories: ['DE'] }], 'Anna');
  swiss = await sessionOf(test, [{ role: 'viewer', territories: ['CH'] }], 'Rudi');
  const put = await test.app.inject({
    method: 'PUT',
    url: '/api/v1/slos/api',
    headers: anna.headers,
    payload: sloDocument('api', { alerting: { minBadEvents: 8 } }),
  });
  expect(put.statusCode).toBe(201);
});
afterAll(() => test.close());

async function envelope(slug: string, actor = anna): Promise<{ status: number; body: Envelope }> {
  const response = await test.app.inject({
    method: 'GET',
    url: `/api/v1/slos/${slug}/detection-envelope`,
    headers: actor.headers,
  });
  return { status: response.statusCode, body: JSON.parse(response.body) as Envelope };
}

describe('the detection envelope over HTTP', () => {
  it('is there before anything was measured', async () => {
    const { status, body } = await envelope('api');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      targetSeconds: 900,
      eventsPerSecond: null,
      paged: { tier: 'degradation' },
      withinTarget: { seconds: 900, tier: 'degradation' },
    });
    expect(body.points.at(-1)).toMatchObject({
      errorRatio: 1,
      seconds: 60,
      tier: 'outage',
      alert: 'LeitstandBudgetBurnOutage',
    });
  });

  it('knows the traffic once there is a reading, and then the minimum of bad events counts', async () => {
    await asOwner(test, async (owner) => {
      const reading = { asOf: new Date().toISOString(), total: 2592, coverage: 1 };
      await owner.query(
        `insert into slo_readings (slo_id, territory, as_of, reading, burn_rates, spark, spark_key, budget_state, burn_state)
        select id, territory, now(), $1, '[]', '[]', '', 'healthy', 'steady' from slos where slug = 'api'`,
        [JSON.stringify(reading)],
      );
    });
    const { body } = await envelope('api');
    expect(body.eventsPerSecond).toBeCloseTo(0.001, 12);
    // eight bad events at one in a thousand seconds: more than two hours even of nothing but errors
    expect(body.points.at(-1)).toMatchObject({ errorRatio: 1, tier: 'slow' });
    expect(body.points.at(-1)?.seconds).toBeGreaterThan(8_000);
    expect(body.withinTarget).toBeNull();
  });

  it('is there only for whoever sees the objective', async () => {
    expect((await envelope('api', swiss)).status).toBe(404);
    expect((await envelope('nosuch')).status).toBe(404);
  });
});
