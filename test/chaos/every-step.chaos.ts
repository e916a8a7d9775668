import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { keepFigures } from './figures.js';
import { counted } from './paging/count.js';
import { dieAtEveryStep } from './paging/every-step.js';
import { Rig } from './paging/rig.js';

/** For a look: only every so many steps. */
const STRIDE = Number(process.env.LEITSTAND_TEST_CHAOS_STRIDE ?? 1);
const NAME = 'worker-killed-at-every-step';
const WITHIN = 15;

// A real worker process dies by SIGKILL before each statement and each line to the mail server on the way from an incident to its page, and
// after those of which the other side may know more than anybody heard; another one comes after it.
describe('a worker that is killed at any step of a page', () => {
  let rig: Rig;

  beforeAll(async () => {
    rig = await Rig.begin({ workers: 1, services: 2000, mortal: true });
  }, 300_000);
  afterAll(() => (rig as Rig | undefined)?.close(), 60_000);

  it('loses nothing, and doubles only what is on record', async () => {
    const before = rig.sink.count;
    const { deaths, marks } = await dieAtEveryStep(rig, { stride: STRIDE });
    const found = await rig.asOwner(async (owner) =>
      counted(owner, marks, await rig.sink.kept(before)),
    );
    const recovery = Math.max(...deaths.map((died) => died.recovery));
    const figure = { unit: '', target: 0, better: 'lower' } as const;
    keepFigures([
      { ...figure, name: `lost/${NAME}`, value: found.lost },
      { ...figure, name: `doubled-unrecorded/${NAME}`, value: found.doubledUnrecorded },
      { ...figure, name: `recovery/${NAME}`, value: recovery, unit: 's', target: WITHIN },
    ]);
    for (const { step, side, what, recovery: took } of deaths)
      process.stderr.write(`  ${step} ${side} ${what}: ${took.toFixed(1)} s\n`);
    process.stderr.write(`  ${JSON.stringify(found)}\n`);
    expect(found).toMatchObject({
      lost: 0,
      doubledUnrecorded: 0,
      doubledUnsaid: 0,
      unasked: 0,
      tooMany: 0,
    });
    // On the way there are transactions of the escalation, of the claim and of the record, and a conversation with a mail server.
    expect(deaths.length).toBeGreaterThan(40 / STRIDE);
    expect(deaths.some(({ what }) => what.startsWith('mail'))).toBe(true);
    expect(recovery).toBeLessThan(WITHIN);
  }, 3_000_000);
});
