import { expect, it } from '@jest/globals';
import { keepFigures } from './figures.js';
import { simulate } from './simulation/simulate.js';

const SEED = Number(process.env.LEITSTAND_TEST_SEED ?? Date.now() % 1_000_000);
/** Pager-years; fewer for a look. */
const YEARS = Number(process.env.LEITSTAND_TEST_YEARS ?? 1000);

it(`${YEARS} years of paging in which everything breaks, from LEITSTAND_TEST_SEED=${SEED}`, async () => {
  const began = performance.now();
  const found = await simulate(SEED, YEARS);
  process.stderr.write(`  from seed ${SEED}: ${JSON.stringify(found)}\n`);
  const figure = { name: 'simulation/pager-years-a-second', unit: '/s', better: 'higher' } as const;
  const value = YEARS / ((performance.now() - began) / 1000);
  keepFigures([{ ...figure, value, target: 0 }]);
  expect(found.pagerYears).toBe(YEARS);
}, 3_000_000);
