import { expect, it } from '@jest/globals';
import { simulate } from './simulate.js';

/**
 * Of the first world; each is a pager-year of its own, and the same seed is the same world. The same years in every run, so that none fails for
 * what nobody changed: `npm run chaos` goes through others each time.
 */
const SEED = Number(process.env.LEITSTAND_TEST_SEED ?? 300);
/** One of each weather. */
const WORLDS = 3;

it(`some years of paging in which everything breaks, from LEITSTAND_TEST_SEED=${SEED}`, async () => {
  const { doubled, mails, ...counted } = await simulate(SEED, WORLDS);
  expect(counted.pagerYears).toBe(WORLDS);
  expect(mails).toBeGreaterThan(100 * WORLDS);
  expect(doubled).toBeLessThan(mails / 4);
}, 120_000);
