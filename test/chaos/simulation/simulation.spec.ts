import { expect, it } from '@jest/globals';
import { simulate } from './simulate.js';

/** Of the first world; each is a pager-year of its own. The same seed is the same world; `npm run chaos` takes others each time. */
const SEED = Number(process.env.LEITSTAND_TEST_SEED ?? 1);
const WORLDS = 3;

it(`some years of paging in which everything breaks, from LEITSTAND_TEST_SEED=${SEED}`, async () => {
  const { doubled, mails, ...counted } = await simulate(SEED, WORLDS);
  expect(counted.pagerYears).toBe(WORLDS);
  expect(mails).toBeGreaterThan(100 * WORLDS);
  expect(doubled).toBeLessThan(mails / 10);
}, 120_000);
