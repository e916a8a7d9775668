import { expect, it } from '@jest/globals';
import { simulate } from './simulate.js';

/** Of the first world; each is a pager-year of its own. The same seed is the same world. */
const SEED = Number(process.env.LEITSTAND_TEST_SEED ?? Date.now() % 1_000_000);
const WORLDS = 3;

it(`some years of paging in which everything breaks, from LEITSTAND_TEST_SEED=${SEED}`, async () => {
  const { doubled, mails, ...counted } = await simulate(SEED, WORLDS);
  expect(counted.pagerYears).toBe(WORLDS);
  expect(mails).toBeGreaterThan(100 * WORLDS);
  expect(doubled).toBeLessThan(mails / 10);
});
