import { SimWorld } from './world.js';

/** What many worlds came to. */
export interface Simulated {
  readonly worlds: number;
  readonly pagerYears: number;
  readonly steps: number;
  readonly attempts: number;
  readonly mails: number;
  /** mails that came a second time, each on record before it came */
  readonly doubled: number;
}

/** Of a process at each of its waits: calm worlds, and such in which every other page is in the hands of somebody who dies. */
const MORTALITIES = [0.0002, 0.002, 0.01];
/** Four people share a rota; a quarter of a year of it is a pager's year. */
const DAYS = 91;

/**
 * Lets worlds go by, a pager-year each, until one breaks what has to hold.
 * @param seed of the first; the next ones follow it
 * @throws Error with the seed of the world that broke, which alone shows it again
 */
export async function simulate(seed: number, worlds: number): Promise<Simulated> {
  const sum = { steps: 0, attempts: 0, mails: 0, doubled: 0 };
  for (let i = 0; i < worlds; i += 1) {
    const weather = { mortality: MORTALITIES[(seed + i) % 3] ?? 0, daysBetween: 3 };
    const world = new SimWorld(seed + i, DAYS, weather);
    await world.run().catch((error: unknown) => {
      throw new Error(`LEITSTAND_TEST_SEED=${seed + i}: ${(error as Error).message}`, {
        cause: error,
      });
    });
    const { pages } = world.invariants;
    for (const name of ['steps', 'attempts', 'mails', 'doubled'] as const) sum[name] += pages[name];
  }
  return { worlds, pagerYears: worlds, ...sum };
}
