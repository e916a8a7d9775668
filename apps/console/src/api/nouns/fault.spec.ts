import { describe, expect, it } from '@jest/globals';
import type { BurnDown, Reading } from '../contract-slo.js';
import { newestFault } from './fault.js';
import { firingSince } from './slo-state.js';

const T0 = Date.parse('2026-11-29T20:00:00Z');
const STEP = 600;

/** A letter a step of ten minutes: `b` burns, `.` is good, `-` was not measured. Of 1,000 events one may be bad. */
function burnDown(steps: string): BurnDown {
  const at = (index: number): string => new Date(T0 + index * STEP * 1_000).toISOString();
  const points = [...steps].map((step, index) => {
    const total = step === '-' ? 0 : 1_000;
    const bad = step === 'b' ? 20 : 0;
    return {
      at: at(index + 1),
      left: 1,
      good: total - bad,
      bad,
      covered: total && 1,
      sample: false,
    };
  });
  return {
    asOf: at(steps.length),
    from: at(0),
    to: at(steps.length),
    kind: 'rolling',
    stepSeconds: STEP,
    points,
  };
}

function told(steps: string): string | null {
  const fault = newestFault(burnDown(steps), 0.001);
  if (fault === null) return null;
  const step = (at: string): number => (Date.parse(at) - T0) / (STEP * 1_000);
  const { from, older, until } = fault;
  return `${older ? 'before ' : ''}${step(from)} to ${until === null ? 'now' : step(until)}`;
}

describe('the newest fault', () => {
  it.each([
    ['none', '........', null],
    ['nothing measured', '----', null],
    ['goes on', '....bbb', '4 to now'],
    ['is over, and still told', '..bb....', '2 to 4'],
    ['goes on through a breath', '..bb..bb', '2 to now'],
    ['is another one after a calm hour', 'bb......bb', '8 to now'],
    ['goes on over what nobody measured', '.bb--------bb', '1 to now'],
    ['began before what was asked for', 'bbbb', 'before 0 to now'],
  ])('%s', (_, steps, expected) => {
    expect(told(steps)).toBe(expected);
  });
});

describe('since when it burns', () => {
  const reading = (...alerts: [name: string, state: string, since: string][]): Reading =>
    ({
      burn: {},
      alerts: alerts.map(([name, state, since]) => ({ name, state, since })),
    }) as Reading;
  it('is what the reading tells, though the alert that fired first is over', () => {
    const now = reading(['LeitstandBudgetBurnFast', 'firing', '2026-11-29T20:45:00Z']);
    const burn = { ...now.burn, firingSince: '2026-11-29T20:34:14Z' };
    expect(firingSince({ ...now, burn })).toBe('2026-11-29T20:34:14Z');
    expect(firingSince({ ...now, burn: { ...burn, firingSince: null } })).toBeNull();
  });
  it('is of an earlier version the oldest alert about the burn that fires', () => {
    expect(
      firingSince(
        reading(
          ['LeitstandNoData', 'firing', '2026-11-29T18:00:00Z'],
          ['LeitstandBudgetBurnSlow', 'pending', '2026-11-29T19:00:00Z'],
          ['LeitstandBudgetBurnFast', 'firing', '2026-11-29T20:45:00Z'],
          ['LeitstandBudgetBurnOutage', 'firing', '2026-11-29T20:34:14Z'],
        ),
      ),
    ).toBe('2026-11-29T20:34:14Z');
    expect(firingSince(reading())).toBeNull();
    expect(firingSince(null)).toBeNull();
  });
});
