import { expect } from '@jest/globals';
import { keepFigures } from '../figures.js';
import type { Counted } from './count.js';
import type { Load, Rig } from './rig.js';
import type { Scenario } from './scenarios.js';

/** What a scenario came to, beside what it has to come to. */
export interface Verdict extends Counted {
  readonly settled: number;
  /** seconds, as the scenario measures it */
  readonly recovery: number;
}

/** Runs a scenario under load, keeps its figures, and fails where they are missed. */
export async function judged(
  rig: Rig,
  scenario: Scenario,
  load: Pick<Load, 'rate' | 'seconds'>,
): Promise<Verdict> {
  const { name, recovery: kind, within, mayDouble } = scenario;
  const found = await rig.run({ ...scenario, ...load }, () => scenario.disturb(rig, load));
  const recovery = kind === 'again' ? Math.max(found.late, found.again) : found[kind];
  const figure = { unit: '', target: 0, better: 'lower' } as const;
  keepFigures([
    { ...figure, name: `lost/${name}`, value: found.lost },
    { ...figure, name: `doubled-unrecorded/${name}`, value: found.doubledUnrecorded },
    { ...figure, name: `recovery/${name}`, value: recovery, unit: 's', target: within },
  ]);
  process.stderr.write(`  ${name}: ${JSON.stringify({ ...found, recovery })}\n`);
  expect({ name, ...found }).toMatchObject({
    name,
    lost: 0,
    doubledUnrecorded: 0,
    doubledUnsaid: 0,
    afterAcknowledgement: 0,
    unasked: 0,
    tooMany: 0,
    ...(mayDouble ? {} : { doubled: 0 }),
  });
  expect([name, recovery < within, recovery]).toEqual([name, true, recovery]);
  return { ...found, recovery };
}
