import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CASES } from '../bench/slo/cases.js';
import { METHODS } from '../bench/slo/methods.js';
import { Queries } from '../bench/slo/query.js';
import { remoteWrite } from '../bench/slo/remote-write.js';
import { simulate, type Simulated } from '../bench/slo/simulate.js';
import { startTestPrometheus, type TestPrometheus } from '../harness/test-prometheus.js';

// One day of what `npm run bench:slo` measures over a week, ten times as busy. Seeded: the same counts in every run.
const FROM = Date.UTC(2026, 0, 5) / 1_000;
const TO = FROM + 86_400;
const BUSY = 10;
/** 0.2 % of the error ratio. */
const CLOSE = 0.002;

let prometheus: TestPrometheus;
let simulated: ReadonlyMap<string, Simulated>;

beforeAll(async () => {
  prometheus = await startTestPrometheus({ receives: true });
  simulated = new Map(
    CASES.map((service, i) => [
      service.name,
      simulate({ ...service, rate: (at) => service.rate(at) * BUSY }, FROM, TO - FROM, 100 + i),
    ]),
  );
  await remoteWrite(
    prometheus.url,
    [...simulated.values()].flatMap(({ series }) => series),
    FROM * 1_000,
    TO * 1_000,
  );
}, 240_000);
afterAll(() => prometheus.close());

async function errorOf(key: string, name: string): Promise<number> {
  const method = METHODS.find((one) => one.key === key);
  const truth = simulated.get(name)?.truth ?? { bad: NaN, total: NaN };
  return (
    ((await method?.ratio(new Queries(prometheus.url), name, FROM, TO)) ?? NaN) /
      (truth.bad / truth.total) -
    1
  );
}

describe('the compiled rules on a real Prometheus, against what happened', () => {
  it.each(CASES.map(({ name, what }) => [name, what]))(
    '%s (%s): within 0.2 %%',
    async (name) => {
      expect(Math.abs(await errorOf('leitstand', name))).toBeLessThanOrEqual(CLOSE);
    },
    60_000,
  );

  it('is a test that others fail: births lost by increase(), quiet hours overrated by a mean of ratios', async () => {
    expect(await errorOf('pyrra', 'rare-errors-4h')).toBeLessThan(-0.02);
    expect(await errorOf('sloth', 'quiet-errors')).toBeGreaterThan(1);
  }, 60_000);
});
