import { describe, expect, it } from '@jest/globals';
import { aReading } from './test-rows.js';
import { isBehind } from '../../api/nouns/slo-state.js';

const AT = '2026-11-20T12:00:00Z';
const firing = (firingSince: string | null) => aReading({ asOf: AT, burn: { firingSince } });

describe('figures', () => {
  it.each([
    ['2026-11-20T12:00:30Z', true],
    [AT, true],
    ['2026-11-20T11:59:59Z', false],
    [null, false],
  ])('are behind what fires since %s: %s', (since, behind) => {
    expect(isBehind(firing(since))).toBe(behind);
  });
  it('that there are not are behind nothing', () => {
    expect(isBehind(null)).toBe(false);
  });
});
