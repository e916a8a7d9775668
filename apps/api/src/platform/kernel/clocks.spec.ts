import { describe, expect, it } from '@jest/globals';
import { CLOCK_TOLERANCE_MS, clocksAgree, clocksApart } from './clocks.js';

const DAY = 86_400_000;
const apart = (...hours: [string, number][]) =>
  clocksApart(hours.map(([name, at]) => ({ name, at })));

describe('clocks', () => {
  it('agree within a few minutes, and one alone always does', () => {
    expect(apart(['worker', 0], ['database', CLOCK_TOLERANCE_MS], ['prometheus', 1])).toBeNull();
    expect(apart(['database', 0])).toBeNull();
    expect(clocksApart([])).toBeNull();
  });

  it('two of them up to five minutes apart, either way', () => {
    expect([0, 1].map((more) => clocksAgree(300_000 + more, 0))).toEqual([true, false]);
    expect([0, 1].map((more) => clocksAgree(0, 300_000 + more))).toEqual([true, false]);
  });

  it('are wrong when most others agree, whichever way', () => {
    for (const wrong of [-100 * DAY, 100 * DAY, CLOCK_TOLERANCE_MS + 61_000])
      expect(apart(['worker', wrong], ['database', 60_000], ['prometheus', 0])).toMatchObject({
        names: ['worker'],
      });
    expect(
      apart(['api', 0], ['worker', 0], ['database', 9 * DAY], ['prometheus', 8 * DAY], ['x', 0]),
    ).toEqual({ names: ['database', 'prometheus'], by: 9 * DAY });
  });

  it('are all under suspicion when nobody has a majority', () => {
    expect(apart(['worker', DAY], ['database', 0])?.names).toEqual(['worker', 'database']);
    expect(apart(['a', 0], ['b', 0], ['c', DAY], ['d', DAY])?.names).toHaveLength(4);
  });

  it('that agree with one in the middle and not with each other: the farthest is named', () => {
    expect(apart(['api', 0], ['postgres', -100], ['prometheus', -700], ['w', 299_900])).toEqual({
      names: ['w'],
      by: 300_600,
    });
  });

  it('of which several are wrong: the worst comes first', () => {
    const seen = apart(
      ['api', 0],
      ['w1', 400_000],
      ['w2', DAY],
      ['postgres', 1],
      ['prometheus', 2],
    );
    expect(seen).toEqual({ names: ['w2', 'w1'], by: DAY });
  });

  it('within a limit of the caller’s', () => {
    const readings = [0, 280_000].map((at, i) => ({ name: String(i), at }));
    expect(clocksApart(readings, 270_000)?.by).toBe(280_000);
    expect(clocksApart(readings, 285_000)).toBeNull();
  });
});
